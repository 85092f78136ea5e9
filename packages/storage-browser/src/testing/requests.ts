import type { Context, Request } from '@writ/engine';
import fc from 'fast-check';

/* Requests of every kind, made of pieces that policies and descriptions speak of. */

const WORDS = [
  'git',
  'status',
  'push',
  '--force',
  'rm',
  '-rf',
  'src',
  './src/a.ts',
  '.env',
  '../x',
  '/etc/passwd',
  '~/.ssh/id_rsa',
  'sudo',
  'timeout 5',
  'env A=1',
  'find . -exec',
  '{} +',
  'sed -i s/a/b/',
  'tar czf -',
  'curl -o f https://example.org/ä',
  '"$f"',
  '$f',
  '$(echo rm)',
  '`ls`',
  "'it is'",
  '"a b"',
  '$((1+2))',
  '{a,b}',
  '*.ts',
  'naïve',
  '\u202egpj',
  '😀',
  'A=1',
  'npm test',
] as const;
const JOINTS = [' ', ' ', ' ', ' && ', ' | ', '; ', ' > ', ' < ', ' || ', '\n', ' 2>&1 ', ' & '] as const;

const piece = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
);
const command = fc
  .array(fc.tuple(piece, fc.constantFrom(...JOINTS)), { minLength: 1, maxLength: 8 })
  .map((pieces) => pieces.flat().slice(0, -1).join(''));
const nested = fc.oneof(
  command,
  command.map((text) => `( ${text} )`),
  command.map((text) => `for x in a b; do ${text}; done`),
  command.map((text) => `sh -c '${text.replaceAll("'", '')}'`),
  command.map((text) => `cat <<E\n$(${text})\nE`),
);
const path = fc.constantFrom('./src/a', '.env', '/etc/passwd', '../up', 'Straße/ß', '~/.ssh/x');
const target = fc.constantFrom('example.org', 'EXAMPLE.org:8080', 'https://bücher.example/x', '127.1', '[::1]:80');

const request: fc.Arbitrary<Request> = fc.oneof(
  { weight: 8, arbitrary: nested.map((text) => ({ kind: 'shell', command: text }) as const) },
  {
    weight: 1,
    arbitrary: fc.array(piece, { minLength: 1, maxLength: 5 }).map((argv) => ({ kind: 'exec', argv }) as const),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('fs.read', 'github.delete_repo'),
        fc.dictionary(fc.constantFrom('path', 'repo', 'n'), fc.jsonValue({ maxDepth: 2 })),
      )
      .map(([tool, args]) => ({ kind: 'tool', tool, args: args as never }) as const),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('read' as const, 'write' as const, 'delete' as const), path)
      .map(([kind, at]) => ({ kind, path: at }) as const),
  },
  { weight: 1, arbitrary: target.map((at) => ({ kind: 'connect', target: at }) as const) },
);

const context: fc.Arbitrary<Context> = fc.record(
  {
    roots: fc.constant(['/repo']),
    cwd: fc.constantFrom('/repo', '/repo/src', '/elsewhere'),
    home: fc.constant('/home/me'),
    now: fc.constant(1_780_000_000_000),
    agent: fc.constantFrom('one', 'Zwö'),
    mode: fc.constantFrom('plan', 'act'),
    interactive: fc.boolean(),
  },
  { requiredKeys: ['roots', 'cwd'] },
);

/** As many requests as wanted, the same ones for the same seed. */
export function requests(many: number, seed: number): readonly (readonly [Request, Context])[] {
  return fc.sample(fc.tuple(request, context), { numRuns: many, seed });
}

/** Policies that allow, ask and deny by every kind of rule. */
export const POLICIES: readonly string[] = [
  'allow pure\nallow read ./**\nallow run git (status|log) **\nask run git push because "ü"\ndeny read **/.env* locked\ndeny run rm -r -f\ndefault ask',
  'use std/developer\nallow connect *.example.org when mode is "act"\ndeny tool github.delete_* when args.repo is not "me/sandbox"',
  'bind tool fs.read(path) as read\nallow tool fs.*\nallow read|write ./src/** until 2027-01-31\nallow run npm test limit 3 per hour\ndefault deny',
  'use std/readonly\nallow run (timeout|env|find) ** when cwd under ./src\nallow run curl ** unguarded\nask escalate * firm',
];
