import { expect } from 'vitest';
import { actsDigest } from './acts-digest.ts';
import { tooBroad } from './breadth.ts';
import { offersFor } from './offers.ts';
import { decideLine, realPolicy, targetOfText } from './testing/real-policy.ts';
import { runSeedRows } from './testing/seed-rows.ts';

const policy = realPolicy('allow read ./**');
const PLACES = { roots: ['/repo'], home: '/home/u' };

/** Whether a yes to the words of one command line, as offered, answers another. */
function answers(remembered: string, asked: string, id: 'exact' | 'words' = 'words'): boolean {
  const offers = offersFor(decideLine(policy, remembered), PLACES, (grants) => decideLine(policy, remembered, grants));
  const offer = offers.allow.find((one) => one.id === id);
  if (offer === undefined) throw new Error(`no yes is offered for ${remembered}`);
  const grants = offer.patterns.map(({ target }, index) => ({ id: `g${index}`, target }));
  return decideLine(policy, asked, grants).effect === 'allow';
}

/** Whether a grant that someone wrote answers a command line. */
const covers = (pattern: string, asked: string) =>
  decideLine(policy, asked, [{ id: 'g', target: targetOfText(pattern) }]).effect === 'allow';

const digest = (command: string) => actsDigest(decideLine(policy, command).acts);
const bare = (program: string) => tooBroad(targetOfText(`run ${program} **`));

const INTERPRETERS = [
  ...['python.exe', 'python3.12', 'wsl', 'cmd', 'powershell', 'pwsh', 'node', 'cscript', 'mshta', 'rundll32'],
  ...['regsvr32', 'msbuild', 'certutil', 'wmic'],
];

runSeedRows('W3', {
  checks: {
    W056: () => {
      expect(answers('hostname.exe', 'hostname.exe')).toBe(true);
      expect(answers('hostname.exe', 'hostname.exe -x')).toBe(false);
    },
    W057: () => {
      expect(answers('python.exe script.py', 'python.exe script.py')).toBe(true);
      expect(answers('python.exe script.py', 'python.exe other.py')).toBe(false);
    },
    W058: () => {
      expect(answers("grep 'a.*b'", "grep 'a.*b'")).toBe(true);
      expect(answers("grep 'a.*b'", 'grep aXXXb')).toBe(false);
    },
    W059: () => expect(answers("say 'one two'", 'say one two')).toBe(false),
    W060: () => expect(answers('git status', 'git status --force')).toBe(false),
    W061: () => expect(answers('run-it dir/script.py', "run-it 'dir\\script.py'")).toBe(false),
    W062: () => expect(covers('run grep "^(unclosed"', 'grep unclosed')).toBe(false),
    W063: () => expect(answers('tool --flag value', 'tool --flag other')).toBe(false),
    W064: () => {
      expect(digest('x ab c')).not.toBe(digest('x a bc'));
      expect(answers('x ab c', 'x a bc')).toBe(false);
    },
    W068: () => expect(answers('hostname --fqdn', 'hostname --other')).toBe(false),
    W069: () => {
      for (const program of INTERPRETERS) expect(bare(program), program).toMatch(/can run anything/);
    },
    W070: () => {
      for (const command of ['hostname -f x', 'git add a.ts', 'rg needle src']) {
        const [program = ''] = command.split(' ');
        expect(bare(program), program).toBeUndefined();
        expect(covers(`run ${program} **`, command), command).toBe(true);
      }
    },
    W071: () => {
      for (const program of ['python-wrapper', 'pythonish', 'pypycache'])
        expect(bare(program), program).toBeUndefined();
    },
    W072: () => {
      expect(bare('python')).toMatch(/can run anything/);
      expect(covers('run python build.py', 'python build.py')).toBe(true);
      expect(covers('run python build.py', 'python other.py')).toBe(false);
    },
    W073: () => {
      expect(bare('python.com')).toBeUndefined();
      expect(covers('run python.com **', 'python.com any thing')).toBe(true);
    },
  },
  elsewhere: {
    'import of entries without their arguments, or written by hand: the command line (grants.test.ts)': [
      ...['W065', 'W066', 'W067'],
    ],
    'a request is one line or one list of words, and never both: nothing can disagree': [
      'W074',
      'W075',
      'W076',
      'W077',
    ],
  },
});
