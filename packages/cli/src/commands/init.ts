import { existsSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { EXIT, type ExitCode, type Io, type UsageProblem, usage } from '../io.ts';
import type { Options } from '../options.ts';
import { STARTER } from '../starter.ts';

/** `writ init`: a policy to start from, and what to do next. An existing file is kept unless `--force` is given. */
export async function initCommand(options: Options, io: Io): Promise<ExitCode | UsageProblem> {
  const [name = 'policy.writ', extra] = options.operands;
  if (extra !== undefined) return usage('`init` writes one file', 'writ init [FILE]');
  const path = resolve(options.base, name);
  if (existsSync(path) && statSync(path).isDirectory())
    return usage(`\`${name}\` is a folder`, `name a file in it: writ init ${name.replace(/\/$/, '')}/policy.writ`);
  if (existsSync(path) && !options.force)
    return usage(`\`${name}\` is there already`, 'name another file, or pass `--force` to replace it');
  try {
    writeFileSync(path, STARTER);
  } catch (error) {
    return usage(
      `\`${name}\` cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      'name a file in a folder that is there and that you may write to',
    );
  }
  const steps = [
    `writ check ${name}`,
    `writ test ${name}`,
    `writ eval --policy ${name} 'git push origin main'`,
    `writ explain --policy ${name} 'cat .env'`,
  ];
  if (options.json) await io.out(`${JSON.stringify({ version: 1, file: name, next: steps })}\n`);
  else await io.out(`Wrote ${name}. Next:\n${steps.map((step) => `  ${step}`).join('\n')}\n`);
  return EXIT.fine;
}
