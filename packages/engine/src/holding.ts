import type { Act, ConnectAct, CredentialAct, FileAct, OpaqueAct, RunAct } from './act.ts';
import { assertNever } from './assert-never.ts';
import { parseTarget } from './match/host.ts';
import { absoluteText, isFolderAround, type PathQuestion, type ResolvedPath, resolveWord } from './match/path.ts';
import { type RunView, viewRun } from './match/run-view.ts';
import type { TextMatcher } from './match/text.ts';
import { type Tri, triAny } from './match/tri.ts';
import type { CommandMatcher } from './match/words.ts';
import type { CompiledPath, CompiledRule, CompiledTarget } from './rule.ts';
import type { Scene } from './scene.ts';
import { knownText, partsOf, type Word } from './word.ts';

/** A rule that holds for an act; a deny may hold uncertainly, and then it asks (semantics.md §2). */
export interface Ruling {
  readonly rule: CompiledRule;
  readonly certain: boolean;
}

/** Every rule that holds for the act itself, its consequences left aside. */
export function rulingsFor(act: Act, scene: Scene): readonly Ruling[] {
  if (act.kind === 'run') return runRulings(act, scene);
  const rulings: Ruling[] = [];
  for (const rule of candidates(act, scene)) {
    if (isAnswered(rule, act, scene)) continue;
    const ruling = hold(rule, targetAnswer(rule.target, rule.effect === 'allow', act, scene), act, scene);
    if (ruling !== undefined) rulings.push(ruling);
  }
  return rulings;
}

/**
 * The builtin layer asks by the names of files what they may hold; where only what is public of one is shown, that is no
 * question. What others say of a file holds whatever is shown of it.
 */
export function isAnswered({ effect, cause, target }: CompiledRule, act: Act, scene: Scene): boolean {
  if (act.kind !== 'read' || act.public !== true || target.kind !== 'file') return false;
  if (effect !== 'ask' || cause.layer !== 'builtin') return false;
  return questionsOf(act, scene).every((question) =>
    target.paths.every((path) => path.someCase.touches({ ...question, public: true }, scene.places) === 'no'),
  );
}

function candidates(act: Exclude<Act, RunAct>, scene: Scene): readonly CompiledRule[] {
  switch (act.kind) {
    case 'read':
    case 'write':
    case 'delete':
      return scene.index.files[act.kind];
    case 'credential':
      return scene.index.files[act.access];
    case 'connect':
      return scene.index.connect;
    case 'change':
    case 'env':
    case 'escalate':
    case 'tool':
      return scene.index.names[act.kind];
    case 'opaque':
      return scene.index.opaque;
    default:
      return assertNever(act);
  }
}

/** Whether an act is in a pattern list, and in its `except` list. */
interface Answer {
  readonly match: Tri;
  readonly except: Tri;
}

const NO: Answer = { match: 'no', except: 'no' };

function hold(rule: CompiledRule, answer: Answer, act: Act, scene: Scene): Ruling | undefined {
  if (answer.match === 'no' || answer.except === 'yes') return undefined;
  // Nobody can allow what he cannot see, unless he says so in so many words (semantics.md §2).
  if (act.kind === 'opaque' && rule.effect === 'allow' && !rule.unguarded) return undefined;
  const { now } = scene.context;
  if (rule.until !== undefined && (now === undefined ? rule.effect === 'allow' : now >= rule.until)) return undefined;
  if (rule.limit !== undefined && scene.context.counts === undefined) return undefined;
  const condition = rule.when?.(conditionScene(act, scene)) ?? 'yes';
  const certain = answer.match === 'yes' && answer.except === 'no' && condition === 'yes';
  if (condition === 'no' || (rule.effect === 'allow' && !certain)) return undefined;
  return { rule, certain: certain || rule.effect === 'ask' };
}

/** The `pure` rules that hold for a command that touches nothing. */
export function pureRulings(act: Act, scene: Scene): readonly Ruling[] {
  return scene.index.pure.flatMap((rule) => hold(rule, { match: 'yes', except: 'no' }, act, scene) ?? []);
}

/** An ask or deny, by its condition and term alone: what an opaque act may turn out to be. */
export function couldHold(rule: CompiledRule, act: Act, scene: Scene): boolean {
  return hold(rule, { match: 'maybe', except: 'no' }, act, scene) !== undefined;
}

/** What a rule's condition may look at, when it is about this act. */
export function conditionScene(act: Act, scene: Scene) {
  return {
    context: scene.context,
    dialect: scene.dialect,
    places: scene.places,
    folders: 'folders' in act ? act.folders : scene.folders,
    args: act.kind === 'tool' ? act.args : undefined,
    reading: act.kind === 'run' ? act.reading : undefined,
    value: act.kind === 'env' && act.value !== undefined ? knownText(act.value) : undefined,
  };
}

/* ---- run ---- */

export const viewOf = (act: RunAct, scene: Scene): RunView =>
  remember(scene.memo.views, act, () => viewRun(act, scene.places, scene.programFolders));

function remember<K, V>(memo: Map<K, V>, key: K, make: () => V): V {
  const found = memo.get(key);
  if (found !== undefined) return found;
  const made = make();
  memo.set(key, made);
  return made;
}

function runRulings(act: RunAct, scene: Scene): readonly Ruling[] {
  const view = viewOf(act, scene);
  // A rule with several alternatives holds as its best one does.
  const answers = new Map<CompiledRule, Tri>();
  for (const { rule, matcher } of scene.index.run(act)) {
    if (answers.get(rule) === 'yes') continue;
    const answer = runAnswer(matcher, rule.target, rule.effect === 'allow', view);
    if (answer !== 'no') answers.set(rule, answer);
  }
  const rulings: Ruling[] = [];
  for (const [rule, match] of answers) {
    const ruling = hold(rule, { match, except: exceptRun(rule.target, rule.effect === 'allow', view) }, act, scene);
    if (ruling !== undefined) rulings.push(ruling);
  }
  return rulings;
}

function runAnswer(matcher: CommandMatcher, target: CompiledTarget, allow: boolean, view: RunView): Tri {
  if (allow) return matcher.covers(view) ? 'yes' : 'no';
  return target.kind === 'run' && target.exactly ? matcher.equals(view) : matcher.touches(view);
}

/** An exception narrows: from an allow it takes whatever it touches, from an ask or deny only what it surely covers. */
function exceptRun(target: CompiledTarget, allow: boolean, view: RunView): Tri {
  if (target.kind !== 'run') return 'no';
  if (allow) return triAny(target.except.map((matcher) => matcher.touches(view)));
  if (target.except.some((matcher) => matcher.covers(view))) return 'yes';
  return !view.exact && target.except.some((matcher) => matcher.touches(view) !== 'no') ? 'maybe' : 'no';
}

/* ---- everything else ---- */

/** Whether a target covers (for an allow) or touches (for an ask or deny) an act. */
export function targetAnswer(target: CompiledTarget, allow: boolean, act: Act, scene: Scene): Answer {
  switch (act.kind) {
    case 'run':
      return runTarget(target, allow, act, scene);
    case 'read':
    case 'write':
    case 'delete':
      return fileAnswer(target, allow, act, scene);
    case 'credential':
      return credentialAnswer(target, act);
    case 'connect':
      return connectAnswer(target, act);
    case 'change':
      return nameAnswer(target, act.kind, (matcher) => (matcher.matches(act.name) ? 'yes' : 'no'));
    case 'tool':
      return nameAnswer(target, act.kind, (matcher) => (matcher.matches(act.tool) ? 'yes' : 'no'));
    case 'escalate':
      return nameAnswer(target, act.kind, (matcher) => compareUser(matcher, act.user));
    case 'env':
      return nameAnswer(target, act.kind, (matcher) => envAnswer(matcher, allow, act.name, scene));
    case 'opaque':
      return opaqueAnswer(target, act);
    default:
      return assertNever(act);
  }
}

function runTarget(target: CompiledTarget, allow: boolean, act: RunAct, scene: Scene): Answer {
  if (target.kind !== 'run') return NO;
  const view = viewOf(act, scene);
  return {
    match: triAny(target.matchers.map((matcher) => runAnswer(matcher, target, allow, view))),
    except: exceptRun(target, allow, view),
  };
}

/** The places a file act means: by its text, and by the real path where the host resolved it. */
const questionsOf = (act: FileAct, scene: Scene): readonly PathQuestion[] =>
  remember(scene.memo.questions, act, () => questions(act, scene));

function questions(act: FileAct, scene: Scene): readonly PathQuestion[] {
  const places = resolveWord(act.path, act.folders);
  const opens = act.kind === 'read' && act.public !== true;
  const question = (of: readonly ResolvedPath[]): PathQuestion => ({
    kind: act.kind,
    tree: act.tree || (opens && of.some((path) => isFolderAround(path, scene.places))),
    places: of,
  });
  const { realPaths } = scene.context;
  if (realPaths === undefined) return [question(places)];
  const real = places.map((path) => {
    const text = absoluteText(path);
    const target = text !== undefined && Object.hasOwn(realPaths, text) ? realPaths[text] : undefined;
    return target === undefined
      ? path
      : (resolveWord({ kind: 'text', text: target, span: act.span }, 'unknown')[0] ?? path);
  });
  return [question(places), question(real)];
}

function fileAnswer(target: CompiledTarget, allow: boolean, act: FileAct, scene: Scene): Answer {
  if (target.kind !== 'file' || !target.subjects.includes(act.kind)) return NO;
  const asked = questionsOf(act, scene);
  const covered = (paths: readonly CompiledPath[]): boolean =>
    asked.every((question) => paths.some((path) => path.matcher.covers(question, scene.places)));
  const touched = (paths: readonly CompiledPath[]): Tri =>
    triAny(asked.flatMap((question) => paths.map((path) => path.matcher.touches(question, scene.places))));
  const touchedInSomeCase = (paths: readonly CompiledPath[]): Tri =>
    triAny(asked.flatMap((question) => paths.map((path) => path.someCase.touches(question, scene.places))));
  // What makes an answer stricter does so in any case of letters, what loosens it only as written.
  if (allow) return { match: covered(target.paths) ? 'yes' : 'no', except: touchedInSomeCase(target.except) };
  return {
    match: touchedInSomeCase(target.paths),
    except: covered(target.except) ? 'yes' : exceptPart(touched(target.except)),
  };
}

/** An exception that an act only partly lies in does not lift a deny; it makes it uncertain. */
const exceptPart = (touched: Tri): Tri => (touched === 'no' ? 'no' : 'maybe');

function credentialAnswer(target: CompiledTarget, act: CredentialAct): Answer {
  if (target.kind !== 'file' || !target.subjects.includes(act.access)) return NO;
  const among = (paths: readonly CompiledPath[]): Tri =>
    paths.some((path) => path.credential?.matches(act.name) === true) ? 'yes' : 'no';
  return { match: among(target.paths), except: among(target.except) };
}

function connectAnswer(target: CompiledTarget, act: ConnectAct): Answer {
  if (target.kind !== 'connect') return NO;
  const host = parseTarget(act.target);
  return {
    match: triAny(target.hosts.map((matcher) => matcher(host))),
    except: triAny(target.except.map((matcher) => matcher(host))),
  };
}

function nameAnswer(
  target: CompiledTarget,
  subject: 'change' | 'tool' | 'escalate' | 'env',
  ask: (matcher: TextMatcher) => Tri,
): Answer {
  if (target.kind !== 'name' || !target.subjects.includes(subject)) return NO;
  return { match: triAny(target.names.map(ask)), except: triAny(target.except.map(ask)) };
}

/** `0` and `#0` are a user by number: which name it has, nobody here knows. */
function compareUser(matcher: TextMatcher, user: Word): Tri {
  const answer = compareWord(matcher, user);
  return answer === 'no' && /^(#|\d+$)/.test(String(partsOf(user)[0])) ? 'maybe' : answer;
}

const compareWord = (matcher: TextMatcher, word: Word): Tri =>
  word.kind === 'text' ? (matcher.matches(word.text) ? 'yes' : 'no') : matcher.compare(partsOf(word));

function envAnswer(matcher: TextMatcher, allow: boolean, name: Word, scene: Scene): Tri {
  const answer = compareWord(matcher, name);
  if (!allow || answer !== 'yes' || matcher.literal !== undefined) return answer;
  // A wildcard covers names only (to make, `SHELL:=x` sets SHELL), and never those of variables that choose programs.
  if (name.kind !== 'text' || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name.text)) return 'no';
  return scene.steering.every((steering) => compareWord(steering, name) === 'no') ? 'yes' : 'no';
}

function opaqueAnswer(target: CompiledTarget, act: OpaqueAct): Answer {
  if (target.kind !== 'opaque') return NO;
  return { match: target.whys.includes('*') || target.whys.includes(act.why) ? 'yes' : 'no', except: 'no' };
}
