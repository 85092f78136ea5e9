import fc from 'fast-check';
import type { Act, FileAct, RunAct } from '../act.ts';
import type { EngineLayer } from '../compile.ts';
import type { Effect, PolicyDocument, Rule, Target } from '../policy.ts';
import { commandPattern, pathPattern, runAct, textPattern, word } from './notation.ts';

/* Small worlds in which rules and acts meet often: a few programs, words and places. */

const PROGRAMS = ['a', 'b', '/usr/bin/a', './a', 'A'] as const;
const WORDS = [
  'x',
  'y',
  '-r',
  '-f',
  '-rf',
  '--',
  '.env',
  'src/a',
  '../z',
  '/etc/p',
  '$one',
  '$many',
  '@glob',
  'x$one',
  '-$one',
] as const;
const ITEMS = ['x', 'y', '*', '**', '-r', '-f', '-r -f', '(x|y)', '[x]', './src/**', '.env', 'x*'] as const;
const PATHS = ['./**', './src/**', './src/a', '**/.env', '/etc/**', '~/.ssh/**', '**', './.env'] as const;

const commandText = fc
  .tuple(fc.constantFrom('a', 'b', '**', '*', './a'), fc.array(fc.constantFrom(...ITEMS), { maxLength: 3 }))
  .map(([program, items]) => [program, ...items].join(' '));

const runTarget: fc.Arbitrary<Target> = fc
  .record({
    commands: fc.array(commandText, { minLength: 1, maxLength: 2 }),
    except: fc.array(commandText, { maxLength: 1 }),
  })
  .map(({ commands, except }) => ({
    kind: 'run',
    commands: commands.map(commandPattern),
    except: except.map(commandPattern),
  }));

const fileTarget: fc.Arbitrary<Target> = fc
  .record({
    subjects: fc.subarray(['read', 'write', 'delete'] as const, { minLength: 1 }),
    paths: fc.array(fc.constantFrom(...PATHS), { minLength: 1, maxLength: 2 }),
    except: fc.array(fc.constantFrom(...PATHS), { maxLength: 1 }),
  })
  .map(({ subjects, paths, except }) => ({
    kind: 'file',
    subjects,
    paths: paths.map(pathPattern),
    except: except.map(pathPattern),
  }));

const nameTarget: fc.Arbitrary<Target> = fc
  .tuple(fc.constantFrom('env', 'change', 'escalate'), fc.constantFrom('CI', 'remote', 'root', '*', 'C*'))
  .map(([subject, name]) => ({
    kind: 'name',
    subjects: [subject as 'env' | 'change' | 'escalate'],
    names: [textPattern(name)],
    except: [],
  }));

const connectTarget: fc.Arbitrary<Target> = fc.constantFrom('example.org', '*').map((host) => ({
  kind: 'connect',
  hosts: host === '*' ? [{ kind: 'any' }] : [{ kind: 'name', name: [host] }],
  except: [],
}));

const opaqueTarget: fc.Arbitrary<Target> = fc
  .constantFrom('code', 'option', '*')
  .map((why) => ({ kind: 'opaque', whys: [why as 'code' | 'option' | '*'] }));

const target: fc.Arbitrary<Target> = fc.oneof(
  { weight: 5, arbitrary: runTarget },
  { weight: 4, arbitrary: fileTarget },
  { weight: 1, arbitrary: nameTarget },
  { weight: 1, arbitrary: connectTarget },
  { weight: 1, arbitrary: opaqueTarget },
  { weight: 1, arbitrary: fc.constant<Target>({ kind: 'pure' }) },
);

export const arbitraryRule: fc.Arbitrary<Rule> = fc
  .record({
    effect: fc.constantFrom<Effect>('allow', 'allow', 'ask', 'deny'),
    target,
    strength: fc.constantFrom('firm' as const, 'locked' as const, undefined, undefined, undefined),
    unguarded: fc.constantFrom(true as const, undefined, undefined, undefined),
    when: fc.constantFrom(
      { kind: 'is' as const, left: { from: 'mode' as const }, right: 'plan' },
      undefined,
      undefined,
      undefined,
    ),
  })
  .map(({ effect, target: covered, strength, unguarded, when }) => ({
    effect,
    target: covered,
    ...(effect === 'allow' || strength === undefined ? {} : { strength }),
    ...(effect === 'allow' && unguarded === true ? { unguarded } : {}),
    ...(when === undefined ? {} : { when }),
  }));

/** A document of some rules, its positions made up. */
export function documentOf(rules: readonly Rule[], more: Partial<PolicyDocument> = {}): PolicyDocument {
  const range = (line: number) => ({ line, column: 1, endLine: line, endColumn: 2, text: `rule ${line}` });
  return {
    version: 1,
    layer: 'user',
    uses: [],
    lists: { 'program-folders': ['/usr/bin'] },
    rules,
    descriptions: [],
    bindings: [],
    tools: [],
    tests: [],
    source: {
      file: 'test.writ',
      rules: rules.map((_, at) => range(at + 1)),
      descriptions: [],
      bindings: [],
      tests: [],
    },
    revision: '0',
    ...more,
  };
}

const layer: fc.Arbitrary<EngineLayer> = fc
  .record({
    name: fc.constantFrom('builtin', 'agent', 'project', 'user'),
    rules: fc.array(arbitraryRule, { maxLength: 4 }),
    fallback: fc.constantFrom<Effect | undefined>('allow', 'ask', 'deny', undefined, undefined, undefined),
    tightenOnly: fc.constantFrom(true, false, false, false, false),
    broken: fc.constantFrom(true, ...Array.from({ length: 15 }, () => false)),
  })
  .map(({ name, rules, fallback, tightenOnly, broken }) => ({
    name,
    documents: broken ? [] : [documentOf(rules, fallback === undefined ? {} : { default: fallback })],
    tightenOnly,
    broken,
  }));

export const arbitraryLayers: fc.Arbitrary<readonly EngineLayer[]> = fc.array(layer, { minLength: 1, maxLength: 3 });

const span = { start: 0, end: 1 };

const hazard: fc.Arbitrary<Partial<Act>> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 2,
    arbitrary: fc.subarray([1, 2], { minLength: 0 }).map((carriers) => ({ hazard: true as const, carriers })),
  },
);

const fileAct: fc.Arbitrary<FileAct> = fc
  .record({
    kind: fc.constantFrom('read' as const, 'write' as const, 'delete' as const),
    path: fc
      .constantFrom('.env', 'src/a', 'src/b', '/etc/p', '../z', '$one', '@glob', 'src/$one', '/dev/null', 'src')
      .map(word),
    tree: fc.constantFrom(false, false, true),
  })
  .map((one) => ({ ...one, folders: ['/repo'], span }));

const leaf: fc.Arbitrary<Act> = fc
  .tuple(
    fc.oneof(
      { weight: 5, arbitrary: fileAct as fc.Arbitrary<Act> },
      {
        weight: 1,
        arbitrary: fc.constantFrom<Act>(
          { kind: 'connect', target: word('https://example.org/'), span },
          { kind: 'connect', target: word('*'), span },
        ),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom<Act>(
          { kind: 'change', name: 'remote', span },
          { kind: 'env', name: word('CI'), span },
          { kind: 'escalate', user: word('root'), span },
        ),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom<Act>(
          { kind: 'opaque', why: 'code', reason: 'it is code', span },
          { kind: 'opaque', why: 'option', reason: 'an unlisted option', span },
        ),
      },
    ),
    hazard,
  )
  .map(([act, more]) => ({ ...act, ...more }) as Act);

const { run } = fc.letrec<{ run: RunAct }>((tie) => ({
  run: fc
    .record({
      program: fc.constantFrom(...PROGRAMS),
      words: fc.array(fc.constantFrom(...WORDS), { maxLength: 3 }),
      consequences: fc.array(fc.oneof({ maxDepth: 2 }, leaf, tie('run')), { maxLength: 3 }),
      complete: fc.boolean(),
      described: fc.boolean(),
      folders: fc.constantFrom<RunAct['folders']>(['/repo'], ['/repo'], ['/tmp'], 'unknown'),
      elsewhere: fc.constantFrom(false, false, false, true),
      more: hazard,
    })
    .map(({ program, words, consequences, complete, described, folders, elsewhere, more }) => ({
      ...runAct([program, ...words].join(' '), {
        consequences: described ? consequences : [],
        complete: described && complete,
        described,
        folders,
      }),
      // What runs elsewhere has only commands that run there.
      ...(elsewhere && { elsewhere: true as const, consequences: [] }),
      ...(more as object),
    })),
}));

/** Acts as a request has them at the top: no hazards of a parent. */
export const arbitraryActs: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof({ weight: 4, arbitrary: run as fc.Arbitrary<Act> }, { weight: 1, arbitrary: leaf }).map(topLevel),
  { minLength: 1, maxLength: 2 },
);

function topLevel(act: Act): Act {
  const { hazard: _hazard, carriers: _carriers, ...rest } = act;
  return rest as Act;
}
