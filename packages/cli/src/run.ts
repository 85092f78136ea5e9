import type { Command } from './command.ts';
import { commandHelp, overview } from './help.ts';
import { EXIT, type ExitCode, type Io, type UsageProblem, usage } from './io.ts';
import { didYouMean } from './near.ts';
import { readOptions } from './options.ts';
import { COMMANDS } from './table.ts';
import { VERSION } from './version.ts';

/** Runs one command line; never throws: a bug of ours is one line and exit code 70. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  try {
    const outcome = await dispatch(args, io);
    return typeof outcome === 'number' ? outcome : refuse(outcome, io);
  } catch (error) {
    io.err(`writ: this is a bug in writ: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return EXIT.bug;
  }
}

async function dispatch(args: readonly string[], io: Io): Promise<ExitCode | UsageProblem> {
  const [name, ...rest] = args;
  if (name === '--version' || name === '-V' || name === 'version')
    return say(args.includes('--json') ? JSON.stringify({ version: 1, writ: VERSION }) : VERSION, io);
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return help(rest[0], io);
  const command = await find(name);
  if ('kind' in command) return command;
  const options = await readOptions(rest, command, io);
  if ('kind' in options) return options;
  if (options.help) return say(commandHelp(command), io);
  const unknown = await unknownAction(command, options.operands[0]);
  return unknown ?? (await command.load())(options, io, COMMANDS);
}

async function help(name: string | undefined, io: Io): Promise<ExitCode | UsageProblem> {
  if (name === undefined) return say(overview(COMMANDS), io);
  const command = await find(name);
  return 'kind' in command ? command : say(commandHelp(command), io);
}

async function find(name: string): Promise<Command | UsageProblem> {
  const command = COMMANDS.find((one) => one.name === name);
  if (command !== undefined) return command;
  if (name.startsWith('-'))
    return usage(`\`${name}\` stands where a command is expected`, 'options follow the command: writ eval --json …');
  const names = COMMANDS.map((one) => one.name);
  return usage(`unknown command \`${name}\``, await didYouMean(name, names, '`writ help` lists the commands', 'writ '));
}

async function unknownAction({ name, actions }: Command, found: string | undefined): Promise<UsageProblem | undefined> {
  const names = actions?.map((action) => action.name);
  if (names === undefined || found === undefined || names.includes(found)) return undefined;
  const help = await didYouMean(found, names, `there are ${names.join(', ')}`, `writ ${name} `);
  return usage(`unknown action \`${found}\``, help);
}

async function say(text: string, io: Io): Promise<ExitCode> {
  await io.out(`${text}\n`);
  return EXIT.fine;
}

function refuse(problem: UsageProblem, io: Io): ExitCode {
  io.err(`writ: ${problem.message}\n${problem.help === undefined ? '' : `  ${problem.help}\n`}`);
  return EXIT.usage;
}
