import { nearest } from '@writ/dsl';
import { actsCommand } from './commands/acts.ts';
import { checkCommand } from './commands/check.ts';
import { describeCommand } from './commands/describe.ts';
import { doctorCommand } from './commands/doctor.ts';
import { evalCommand, explainCommand } from './commands/eval.ts';
import { grantsCommand } from './commands/grants.ts';
import { initCommand } from './commands/init.ts';
import { testCommand } from './commands/test.ts';
import { EXIT, type ExitCode, type Io, type UsageProblem } from './io.ts';
import { type FlagName, type Options, readOptions } from './options.ts';
import { VERSION } from './version.ts';

interface Command {
  readonly run: (options: Options, io: Io) => Promise<ExitCode | UsageProblem>;
  readonly takes: readonly FlagName[];
  /** Arguments and one line on what it does. */
  readonly synopsis: string;
  readonly about: string;
}

const ENGINE_FLAGS: readonly FlagName[] = ['policy', 'layer', 'no-std', 'workspace', 'cwd', 'home', 'dialect', 'json'];

/** Every command of `writ`. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  init: {
    run: initCommand,
    takes: ['force', 'json'],
    synopsis: '[FILE]',
    about: 'write a policy to start from',
  },
  check: {
    run: checkCommand,
    takes: ['policy', 'layer', 'json'],
    synopsis: 'FILE…',
    about: 'say everything that is wrong with policy files',
  },
  eval: {
    run: evalCommand,
    takes: [...ENGINE_FLAGS, 'batch'],
    synopsis: "--policy FILE 'COMMAND' | --batch",
    about: 'judge a command, or each line of standard input',
  },
  explain: {
    run: explainCommand,
    takes: ENGINE_FLAGS,
    synopsis: "--policy FILE 'COMMAND'",
    about: 'say why a command is judged as it is',
  },
  test: { run: testCommand, takes: ENGINE_FLAGS, synopsis: 'FILE…', about: 'run the test blocks of policy files' },
  acts: {
    run: actsCommand,
    takes: [...ENGINE_FLAGS, 'batch'],
    synopsis: "'COMMAND' | --batch",
    about: 'show what a command would do',
  },
  describe: {
    run: describeCommand,
    takes: ['policy', 'layer', 'no-std', 'json'],
    synopsis: 'PROGRAM [SUBCOMMAND…]',
    about: 'show what is known about a program',
  },
  grants: {
    run: grantsCommand,
    takes: ['store', 'workspace', 'agent', 'id', 'expires', 'uses', 'widen', 'unused', 'expired', 'from', 'json'],
    synopsis: "list | add 'run npm test' | remove PATTERN | remove --id ID | prune | import FILE | export",
    about: 'manage the answers that are remembered',
  },
  doctor: {
    run: doctorCommand,
    takes: ['store', 'audit', 'policy', 'layer', 'json'],
    synopsis: '',
    about: 'look after the store, its files, the audit and the policies',
  },
};

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
  if (name === '--version' || name === '-V')
    return say(args.includes('--json') ? JSON.stringify({ version: 1, writ: VERSION }) : VERSION, io);
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return say(help(), io);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    const near = nearest(name, Object.keys(COMMANDS));
    return {
      kind: 'usage',
      message: `unknown command \`${name}\``,
      help: near === undefined ? '`writ help` lists the commands' : `did you mean \`writ ${near}\`?`,
    };
  }
  const options = readOptions(rest, command.takes, io);
  if ('kind' in options) return options;
  if (options.help) return say(commandHelp(name, command), io);
  return command.run(options, io);
}

async function say(text: string, io: Io): Promise<ExitCode> {
  await io.out(`${text}\n`);
  return EXIT.fine;
}

function refuse(problem: UsageProblem, io: Io): ExitCode {
  io.err(`writ: ${problem.message}\n${problem.help === undefined ? '' : `  ${problem.help}\n`}`);
  return EXIT.usage;
}

const help = (): string =>
  [
    'writ: which commands and tool calls may an agent run?',
    '',
    ...Object.entries(COMMANDS).map(([name, command]) => `  writ ${name.padEnd(8)} ${command.about}`),
    '',
    '`writ COMMAND --help` says more. Exit codes: 0 fine, 1 findings, 64 usage, 65 bad policy, 70 a bug in writ.',
  ].join('\n');

function commandHelp(name: string, command: Command): string {
  return [
    `usage: writ ${name} ${command.synopsis}`,
    `  ${command.about}`,
    '',
    ...command.takes.map((flag) => `  ${FLAG_HELP[flag]}`),
  ].join('\n');
}

const FLAG_HELP: Readonly<Record<FlagName, string>> = {
  policy: '--policy FILE       a policy of the user layer; may be given several times',
  layer: '--layer NAME=FILE   a policy of another layer: builtin, agent, project, user, managed',
  'no-std': '--no-std            without the standard library',
  workspace: '--workspace DIR     the workspace root (default: --cwd)',
  cwd: '--cwd DIR           the folder commands run in (default: this one)',
  home: '--home DIR          the home folder',
  dialect: '--dialect NAME      sh, bash or zsh (default: bash)',
  batch: '--batch             read requests as JSON Lines, write one answer a line',
  json: '--json              answer in JSON',
  force: '--force             replace an existing file',
  store: '--store DIR         where answers are kept (default: $WRIT_STORE, else below the state folder)',
  audit: '--audit FILE        the record of decisions (default: $WRIT_AUDIT, else beside the store)',
  agent: '--agent NAME        for this agent only',
  id: '--id ID             the one with this id',
  expires: '--expires TIME      ends after so long (30m, 12h, 90d) or on a date (2027-01-31)',
  uses: '--uses N            for so many uses',
  unused: '--unused TIME       not used for so long (90d)',
  expired: '--expired           whose time is over',
  widen: '--widen             yes, it may be broad, or hold in every workspace',
  from: '--from FORMAT       writ, multica, openclaw or codewhale (default: told by the file)',
  help: '-h, --help          this text',
};
