import type {
  CommandItem,
  FileSubject,
  HostPattern,
  NameSubject,
  PathPattern,
  Request,
  Rule,
  Target,
  TextPattern,
} from '@writ/engine';
import { alternativesOf, type PlainCommand, patternOf, plainCommand, plainText, textAlternatives } from './words.ts';

/** Where requests take place: a workspace and a home that no rule names. */
export interface Ground {
  /** A text that no rule mentions. */
  readonly fresh: string;
  readonly root: string;
  readonly home: string;
}

/**
 * A part of what a rule holds for, perhaps with something around it, and the requests that stand for all of it: a set of
 * rules within the method that holds for these holds for everything in `target`.
 */
export interface Unit {
  readonly target: Target;
  readonly requests: readonly Request[];
  /** Whether `target` is more than the rule's pattern: then the requests need not be the rule's. */
  readonly wider: boolean;
  /** Something the rule itself holds for, where the requests are not. */
  readonly example?: Request;
}

/** More requests than this are not made. */
const MOST = 300;

/** The parts of a rule; `undefined` where one of them lies outside the method. `most`: the words of the longest rule. */
export function unitsOf(rule: Rule, ground: Ground, most: number): readonly Unit[] | undefined {
  const { target } = rule;
  switch (target.kind) {
    case 'run':
      return all(target.commands, (command) => runUnits(rule, alternativesOf(command), ground, most));
    case 'file':
      return all(target.subjects, (subject) =>
        all(target.paths, (path) =>
          all(textAlternatives(path.path) ?? [undefined], (text) => fileUnits(subject, path, text, ground)),
        ),
      );
    case 'connect':
      return target.hosts.map((host) => connectUnit(host, ground));
    case 'name':
      return all(target.subjects, (subject) =>
        all(target.names, (name) =>
          all(textAlternatives(name) ?? [undefined], (text) => nameUnits(subject, text, ground)),
        ),
      );
    case 'opaque':
    case 'pure':
      return undefined;
  }
}

/** What is made of each of some things; nothing as soon as one of them gives nothing. */
function all<T>(things: readonly T[], make: (one: T) => readonly Unit[] | undefined): readonly Unit[] | undefined {
  const made = things.map(make);
  return made.includes(undefined) ? undefined : made.flatMap((units) => units ?? []);
}

/* ---- commands ---- */

function runUnits(
  rule: Rule,
  alternatives: ReturnType<typeof alternativesOf>,
  ground: Ground,
  most: number,
): readonly Unit[] | undefined {
  if (alternatives === undefined) return undefined;
  return all(alternatives, (items) => {
    const { words, whole } = plainCommand(items);
    // A word the method does not know, and all behind it, may be anything; asks and denies are open anyway.
    const open = !whole || rule.effect !== 'allow';
    const command: PlainCommand = open ? [...words, 'rest'] : words;
    const requests = words.length === 0 ? undefined : commandsOf(command, rule.effect !== 'allow', ground, most);
    if (requests === undefined) return undefined;
    const unit = {
      target: { kind: 'run' as const, commands: [patternOf(command)], except: [] },
      requests,
      wider: !whole,
    };
    const example = whole ? undefined : exampleOf(items, ground);
    return [example === undefined ? unit : { ...unit, example }];
  });
}

/** A command of the pattern, where no word needs more than the fresh text. */
function exampleOf(items: readonly CommandItem[], { fresh }: Ground): Request | undefined {
  const words = items.flatMap((item) => (item.kind === 'word' ? [plainText(item.word)?.join(fresh)] : []));
  const argv = words.filter((word) => word !== undefined);
  return argv.length < words.length || argv.length === 0 ? undefined : { kind: 'exec', argv };
}

/** The pattern with the fresh text for each `*`, and none up to `most` fresh words for each `**`. */
function commandsOf(
  [head, ...words]: PlainCommand,
  anyPath: boolean,
  { fresh }: Ground,
  most: number,
): readonly Request[] | undefined {
  const rests = words.filter((word) => word === 'rest').length + (head === 'rest' ? 1 : 0);
  if ((most + 1) ** rests > MOST) return undefined;
  const tails: PlainCommand = head === 'rest' ? ['rest', ...words] : words;
  const program = head === undefined || head === 'rest' ? fresh : head.join(fresh);
  let heads: (readonly string[])[] = anyPath || head === 'rest' ? [[program], [`/${fresh}/${program}`]] : [[program]];
  for (const word of tails) {
    const ends = word === 'rest' ? repeats(fresh, most) : [[word.join(fresh)]];
    heads = heads.flatMap((start) => ends.map((end) => [...start, ...end]));
  }
  return heads.map((argv) => ({ kind: 'exec', argv }));
}

const repeats = (word: string, most: number): readonly (readonly string[])[] =>
  Array.from({ length: most + 1 }, (_, count) => Array.from({ length: count }, () => word));

/* ---- files ---- */

function fileUnits(
  subject: FileSubject,
  { anchor }: PathPattern,
  text: TextPattern | undefined,
  ground: Ground,
): readonly Unit[] | undefined {
  if (text === undefined || anchor === 'any' || anchor === 'credential') return undefined;
  const base = anchor === 'root' ? '' : anchor === 'home' ? ground.home : ground.root;
  const [head = ''] = text;
  const literal = text.length === 0 || (text.length === 1 && typeof head === 'string');
  // What holds below a folder holds for every pattern that starts with it.
  const folder = typeof head === 'string' ? head.slice(0, literal ? undefined : head.lastIndexOf('/') + 1) : '';
  const path: TextPattern = literal ? text : [...(folder === '' ? [] : [folder]), { wild: '**' }];
  const { fresh } = ground;
  const paths = literal ? [folder] : [folder, `${folder}${fresh}`, `${folder}${fresh}/${fresh}`];
  return [
    {
      target: { kind: 'file', subjects: [subject], paths: [{ anchor, path }], except: [] },
      requests: paths.map((one) => ({ kind: subject, path: `${base}/${one}` })),
      wider: !literal,
    },
  ];
}

/* ---- hosts ---- */

function connectUnit(host: HostPattern, { fresh }: Ground): Unit {
  const ports = host.kind !== 'name' || host.port === '*' ? [] : host.port === undefined ? [443, 80] : [host.port];
  const name = host.kind === 'name' ? plainText(host.name) : undefined;
  if (name?.length === 1 && ports.length > 0)
    return {
      target: { kind: 'connect', hosts: [host], except: [] },
      requests: ports.map((port) => ({ kind: 'connect', target: `${name[0]}:${port}` })),
      wider: false,
    };
  const target: Target = { kind: 'connect', hosts: [{ kind: 'any' }], except: [] };
  return { target, requests: [{ kind: 'connect', target: `${fresh}.${fresh}:7` }], wider: true };
}

/* ---- names ---- */

/** Every name is asked about as that of a tool: they are matched alike. */
function nameUnits(
  subject: NameSubject,
  text: TextPattern | undefined,
  { fresh }: Ground,
): readonly Unit[] | undefined {
  const name = text && plainText(text);
  if (text === undefined || name === undefined) return undefined;
  return [
    {
      target: { kind: 'name', subjects: [subject], names: [text], except: [] },
      requests: [{ kind: 'tool', tool: name.join(fresh), args: {} }],
      wider: false,
    },
  ];
}
