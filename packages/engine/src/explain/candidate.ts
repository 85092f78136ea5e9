import type { Act, FileAct, RunAct } from '../act.ts';
import type { ActVerdict } from '../decision.ts';
import { parseTarget } from '../match/host.ts';
import { absoluteText, type Places, resolveWord } from '../match/path.ts';
import type { CommandItem, HostPattern, PathPattern, Target } from '../policy.ts';
import { knownText } from '../word.ts';
import { wordText } from '../word-text.ts';

/** A pattern of one act and as little else as the language can say: as data, and as a policy writes it. */
export interface Candidate {
  readonly target: Target;
  /** Subject and pattern, without an effect. */
  readonly text: string;
  /** What else an allow of it covers. */
  readonly covers: string;
}

/** Patterns for whatever is not allowed, the narrowest first; each once. */
export function candidatesFor(open: readonly ActVerdict[], places: Places): readonly Candidate[] {
  const found = open.flatMap((verdict) => below(verdict, places, 0)).sort((a, b) => a.rank - b.rank);
  return found.filter(({ text }, at) => found.findIndex((other) => other.text === text) === at);
}

/** Commands before what they do, inner ones before those that run them, and effects that many things have last. */
const RANKS: Readonly<Record<Act['kind'], number>> = {
  ...{ run: 0, read: 100, write: 100, delete: 100, connect: 200, env: 300, credential: 300, escalate: 400 },
  ...{ tool: 0, change: 500, opaque: 600 },
};

type Ranked = Candidate & { readonly rank: number };

function below(verdict: ActVerdict, places: Places, depth: number): readonly Ranked[] {
  if (verdict.effect === 'allow') return [];
  const own = candidateFor(verdict.act, places);
  const rank = RANKS[verdict.act.kind] + (verdict.act.kind === 'run' ? 50 - Math.min(depth, 50) : depth);
  return [
    ...(own === undefined ? [] : [{ ...own, rank }]),
    ...verdict.consequences.flatMap((one) => below(one, places, depth + 1)),
  ];
}

/** The narrowest pattern of an act; `undefined` where it is not exactly known, or cannot be named. */
export function candidateFor(act: Act, places: Places): Candidate | undefined {
  switch (act.kind) {
    case 'run':
      return runCandidate(act);
    case 'read':
    case 'write':
    case 'delete':
      return fileCandidate(act, places);
    case 'connect':
      return connectCandidate(act);
    case 'change':
      return named('change', act.name, 'every program that changes such a thing');
    case 'env':
      return named('env', knownText(act.name), 'every command that sets it, to whatever value');
    case 'escalate':
      return named('escalate', knownText(act.user), 'whatever else is allowed, done as that user');
    case 'credential':
      return credentialCandidate(act.access, act.name);
    case 'tool':
      return named('tool', act.tool, 'every call of it, whatever its arguments');
    case 'opaque':
      return undefined;
  }
}

function runCandidate(act: RunAct): Candidate | undefined {
  const words = act.argv.map(knownText);
  const known = words.filter((word) => word !== undefined);
  if (known.length !== words.length) return undefined;
  const items = known.map((word): CommandItem => ({ kind: 'word', word: word === '' ? [] : [word] }));
  return {
    target: { kind: 'run', commands: [items], except: [] },
    text: `run ${known.map(wordText).join(' ')}`,
    covers: 'the same words in any folder of the workspace, alone or in a longer line',
  };
}

const USES: Readonly<Record<FileAct['kind'], string>> = { read: 'reads', write: 'writes', delete: 'deletes' };

function fileCandidate(act: FileAct, places: Places): Candidate | undefined {
  const placed = placeOf(act, places);
  if (placed === undefined) return undefined;
  const { start, anchor, rest } = placed;
  const tree = rest === '' ? '**' : '/**';
  const path: PathPattern['path'] = !act.tree
    ? rest === ''
      ? []
      : [rest]
    : rest === ''
      ? [{ wild: '**' }]
      : [`${rest}/`, { wild: '**' }];
  return {
    target: { kind: 'file', subjects: [act.kind], paths: [{ anchor, path }], except: [] },
    text: `${act.kind} ${start}${rest === '' ? '' : wordText(rest)}${act.tree ? tree : ''}`,
    covers: `every program that ${USES[act.kind]} ${act.tree ? 'anything there' : 'that file'}`,
  };
}

interface Placed {
  readonly start: './' | '~/' | '/';
  readonly anchor: PathPattern['anchor'];
  readonly rest: string;
}

/** The path as a policy writes it: under a root as `./x`, under home as `~/x`, else absolute. */
function placeOf(act: FileAct, places: Places): Placed | undefined {
  const resolved = resolveWord(act.path, act.folders);
  const text = resolved.length === 1 && resolved[0] !== undefined ? absoluteText(resolved[0]) : undefined;
  if (text === undefined) return undefined;
  const under = (folder: string): boolean => text === folder || text.startsWith(`${folder}/`);
  const root = places.roots.find(under);
  if (root !== undefined) return { start: './', anchor: 'workspace', rest: text.slice(root.length + 1) };
  if (places.home !== undefined && under(places.home))
    return { start: '~/', anchor: 'home', rest: text.slice(places.home.length + 1) };
  return { start: '/', anchor: 'root', rest: text.slice(1) };
}

function connectCandidate(act: Extract<Act, { kind: 'connect' }>): Candidate | undefined {
  const { host, port = '*' } = parseTarget(act.target);
  if (host === undefined) return undefined;
  const isSix = host.includes(':');
  const isAddress = isSix || /^\d+(\.\d+){3}$/.test(host);
  const pattern: HostPattern = isAddress
    ? { kind: 'cidr', address: host, bits: isSix ? 128 : 32, port }
    : { kind: 'name', name: [host], port };
  return {
    target: { kind: 'connect', hosts: [pattern], except: [] },
    text: `connect ${isSix ? `[${host}]` : host}:${port}`,
    covers: 'every program that connects there, whatever it sends',
  };
}

function named(
  subject: 'change' | 'env' | 'escalate' | 'tool',
  name: string | undefined,
  covers: string,
): Candidate | undefined {
  if (name === undefined || name === '') return undefined;
  return {
    target: { kind: 'name', subjects: [subject], names: [[name]], except: [] },
    text: `${subject} ${wordText(name)}`,
    covers,
  };
}

function credentialCandidate(access: FileAct['kind'], name: string): Candidate {
  return {
    target: { kind: 'file', subjects: [access], paths: [{ anchor: 'credential', path: [name] }], except: [] },
    text: `${access} credential:${wordText(name)}`,
    covers: 'every program that prints that secret',
  };
}
