import type { Act } from '../act.ts';
import { assumedFiles } from '../assumed.ts';
import type { EngineLayer } from '../compile.ts';
import { targetAnswer, viewOf } from '../holding.ts';
import { compileCondition } from '../match/condition.ts';
import { liesUnder, resolveWord } from '../match/path.ts';
import type { Effect, Rule } from '../policy.ts';
import { type CompiledRule, compileRule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { isStandardStream } from '../streams.ts';
import { liesWithin } from '../within.ts';
import type { Word } from '../word.ts';

/*
 * The naive evaluator: semantics.md §3 to §5 read aloud, a loop over all rules for every question. It shares with the
 * engine what a pattern matches and what lies within what, and nothing of how rules are found, merged or vouched with.
 */

type Verdict = Effect | 'none';
const ORDER: readonly Verdict[] = ['none', 'allow', 'ask', 'deny'];
const stricter = (a: Verdict, b: Verdict): Verdict => (ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b);

interface Held {
  readonly rule: CompiledRule;
  readonly source: Rule;
  readonly certain: boolean;
}

/** The effect of some acts under some layers, lowest first. */
export function referenceEffect(acts: readonly Act[], layers: readonly EngineLayer[], scene: Scene): Effect {
  if (acts.length === 0) return broken(layers) ? 'ask' : 'allow';
  let worst: Verdict = 'none';
  for (const act of acts) {
    const late: Verdict[] = [];
    let verdict = judgeAct(act, layers, scene, late);
    if (verdict === 'none') verdict = defaultEffect(layers);
    // What an ask leaves open if it is answered yes gets the default as well.
    if (verdict === 'ask' && answered(act, layers, scene) === 'none')
      verdict = stricter(verdict, defaultEffect(layers));
    for (const one of late) verdict = stricter(verdict, one);
    for (const one of opaqueMarks(act, layers, scene)) verdict = stricter(verdict, one);
    worst = stricter(worst, verdict);
  }
  if (worst === 'allow' && broken(layers)) return 'ask';
  return worst === 'none' ? 'ask' : worst;
}

const broken = (layers: readonly EngineLayer[]): boolean => layers.some((layer) => layer.broken === true);

function defaultEffect(layers: readonly EngineLayer[]): Effect {
  const of = (layer: EngineLayer): Verdict =>
    layer.documents.reduce<Verdict>((worst, one) => stricter(worst, one.default ?? 'none'), 'none');
  const trusted = layers.filter((layer) => layer.tightenOnly !== true && layer.broken !== true && of(layer) !== 'none');
  const last = trusted[trusted.length - 1];
  let effect: Verdict = last === undefined ? 'ask' : of(last);
  for (const layer of layers)
    if (layer.tightenOnly === true && layer.broken !== true) effect = stricter(effect, of(layer));
  return effect as Effect;
}

function allRules(layers: readonly EngineLayer[]): readonly { rule: CompiledRule; source: Rule }[] {
  const found: { rule: CompiledRule; source: Rule }[] = [];
  layers.forEach((layer, rank) => {
    if (layer.broken === true) return;
    for (const document of layer.documents) {
      document.rules.forEach((source, at) => {
        found.push({ rule: compileRule(document, at, rank, 0), source });
      });
    }
  });
  return found;
}

/** Every rule that holds for the act, by the table of semantics.md §2. */
function held(act: Act, layers: readonly EngineLayer[], scene: Scene, pure: boolean): readonly Held[] {
  return allRules(layers).flatMap(({ rule, source }): readonly Held[] => {
    if ((source.target.kind === 'pure') !== pure) return [];
    if (act.kind === 'opaque' && rule.effect === 'allow' && source.unguarded !== true) return [];
    const { match, except } = pure
      ? { match: 'yes', except: 'no' }
      : targetAnswer(rule.target, rule.effect === 'allow', act, scene);
    const condition = conditionOf(source, act, scene);
    if (expired(source, scene)) return [];
    const must = match === 'yes' && except === 'no' && condition === 'yes';
    const may = match !== 'no' && except !== 'yes' && condition !== 'no';
    if (rule.effect === 'allow') return must ? [{ rule, source, certain: true }] : [];
    if (rule.effect === 'ask') return may ? [{ rule, source, certain: true }] : [];
    return may ? [{ rule, source, certain: must }] : [];
  });
}

const expired = (source: Rule, scene: Scene): boolean => {
  if (source.until === undefined) return false;
  return scene.context.now === undefined ? source.effect === 'allow' : scene.context.now >= Date.parse(source.until);
};

function conditionOf(source: Rule, act: Act, scene: Scene) {
  if (source.when === undefined) return 'yes';
  return compileCondition(source.when)({
    context: scene.context,
    dialect: scene.dialect,
    places: scene.places,
    folders: 'folders' in act ? act.folders : scene.folders,
    args: act.kind === 'tool' ? act.args : undefined,
    reading: act.kind === 'run' ? act.reading : undefined,
    value: act.kind === 'env' && act.value?.kind === 'text' ? act.value.text : undefined,
  });
}

/** semantics.md §3; marks for `last` are pushed to `late`. */
function ownOf(
  act: Act,
  layers: readonly EngineLayer[],
  scene: Scene,
  late: Verdict[],
  pure = false,
): { verdict: Verdict; decided: Verdict; deciding: readonly Held[] } {
  const all = held(act, layers, scene, pure);
  const tighten = (one: Held): boolean => layers[one.rule.rank]?.tightenOnly === true;
  for (const one of all) {
    if (one.rule.effect === 'allow') continue;
    if (!one.certain) late.push('ask');
    else if (tighten(one)) late.push(one.rule.effect);
  }
  const speaking = all.filter((one) => one.certain && !tighten(one));
  for (let rank = layers.length - 1; rank >= 0; rank--) {
    const here = speaking.filter((one) => one.rule.rank === rank);
    if (here.length === 0) continue;
    let verdict: Verdict = 'none';
    for (const one of here) verdict = stricter(verdict, one.rule.effect);
    const decided = verdict;
    const deciding = here.filter((one) => one.rule.effect === verdict);
    for (const one of speaking) {
      const lowerFirm = one.source.strength === 'firm' && one.rule.rank < rank;
      if (lowerFirm && !deciding.some((winner) => liesWithin(winner.rule, one.rule, act, scene)))
        verdict = stricter(verdict, one.rule.effect);
      if (one.source.strength === 'locked') verdict = stricter(verdict, one.rule.effect);
    }
    return { verdict, decided, deciding };
  }
  return { verdict: 'none', decided: 'none', deciding: [] };
}

/** The verdict if every ask were answered yes. */
const answered = (act: Act, layers: readonly EngineLayer[], scene: Scene): Verdict =>
  judgeAct(act, layers, scene, [], true);

/** semantics.md §4; `yes`: every ask counts as answered yes. */
function judgeAct(act: Act, layers: readonly EngineLayer[], scene: Scene, late: Verdict[], yes = false): Verdict {
  const verdict = verdictHere(act, layers, scene, late, yes);
  return verdict === 'none' && isElsewhere(act) ? 'allow' : verdict;
}

/** Nobody need allow what runs elsewhere. */
const isElsewhere = (act: Act): boolean => act.kind === 'run' && act.elsewhere === true;

function verdictHere(act: Act, layers: readonly EngineLayer[], scene: Scene, late: Verdict[], yes: boolean): Verdict {
  if (isStandardStream(act)) return 'allow';
  const found = ownOf(act, layers, scene, late);
  const own = yes ? { ...found, verdict: found.decided } : found;
  if (own.verdict === 'ask' && yes) return 'allow';
  const children = 'consequences' in act ? act.consequences : [];
  const verdicts = children.map((child) => judgeAct(child, layers, scene, late, yes));
  const guessed = act.kind === 'run' ? assumedFiles(act) : [];
  const assumed = guessed.map((child) => judgeAct(child, layers, scene, late, yes));
  const strict = [...verdicts, ...assumed].filter((one) => one === 'ask' || one === 'deny');
  const worst = [own.verdict, ...strict].reduce(stricter, 'none');
  if (worst === 'ask' || worst === 'deny') return worst;
  const complete = 'complete' in act ? act.complete : true;
  if (own.verdict === 'allow') {
    const unguarded = own.deciding.some((one) => one.source.unguarded === true);
    const known = complete || unguarded || insideWorkspace(act, scene);
    const covered = children.every(
      (child, at) =>
        verdicts[at] === 'allow' || own.deciding.some((one) => vouched(one, act, act, child, layers, scene)),
    );
    return known && covered && (unguarded || !leaves(act, layers, scene)) ? 'allow' : 'none';
  }
  if (!('consequences' in act) || !complete) return 'none';
  const touching = children.filter((child) => !isStandardStream(child) && !isElsewhere(child));
  if (touching.length === 0) return pureVerdict(act, layers, scene, late, yes);
  return children.every((_, at) => verdicts[at] === 'allow') ? 'allow' : 'none';
}

function pureVerdict(act: Act, layers: readonly EngineLayer[], scene: Scene, late: Verdict[], yes: boolean): Verdict {
  if (act.kind !== 'run') return 'none';
  const { verdict, decided } = ownOf(act, layers, scene, late, true);
  if (!yes) return verdict;
  return decided === 'ask' ? 'allow' : decided;
}

/** Whether a word of a program nobody described can name a file outside the workspace that may not even be read. */
function leaves(act: Act, layers: readonly EngineLayer[], scene: Scene): boolean {
  if (act.kind !== 'run' || act.described) return false;
  return assumedFiles(act).some(
    ({ path, ...file }, _, all) =>
      file.kind === 'write' &&
      !ordinary(act, { path, ...file }, layers, scene) &&
      all.filter((one) => one.path === path).every((one) => judgeAct(one, layers, scene, [], true) !== 'allow'),
  );
}

function insideWorkspace(act: Act, scene: Scene): boolean {
  if (act.kind === 'tool') return true;
  if (act.kind !== 'run' || act.folders === 'unknown') return false;
  const { folders, span } = act;
  return folders.every((folder) => {
    const word: Word =
      typeof folder === 'string' ? { kind: 'text', text: folder, span } : { kind: 'one', parts: folder, span };
    return liesUnder(resolveWord(word, 'unknown')[0] ?? [], scene.places);
  });
}

/** `named` is the command that the rule speaks of; `parent` is that one or a command somewhere inside it. */
function vouched(by: Held, named: Act, parent: Act, child: Act, layers: readonly EngineLayer[], scene: Scene): boolean {
  if (by.source.unguarded === true) return true;
  if (child.hazard === true && !namedLiterally(by, named, parent, child, scene)) return false;
  if (child.hazard !== true && !ordinary(parent, child, layers, scene)) return false;
  if (child.kind !== 'run') return true;
  const known = child.complete || insideWorkspace(child, scene);
  return (
    known &&
    !leaves(child, layers, scene) &&
    child.consequences.every(
      (one) => judgeAct(one, layers, scene, [], true) === 'allow' || vouched(by, named, child, one, layers, scene),
    )
  );
}

function namedLiterally(by: Held, named: Act, parent: Act, child: Act, scene: Scene): boolean {
  const carriers = child.carriers ?? [];
  if (named.kind !== 'run' || parent.kind !== 'run' || carriers.length === 0) return false;
  // Words of a text such as that of `sh -c` do not stand in the named command: the text was literal as a whole.
  if (!named.argv.includes(parent.argv[0])) return carriers.every((at) => parent.argv[at]?.kind === 'text');
  const words = carriers.map((at) => parent.argv[at]);
  const name = child.kind === 'run' ? words.filter((word) => word === child.argv[0]) : [];
  const placesOf = (word: unknown) => named.argv.flatMap((one, at) => (one === word ? [at] : []));
  const places = (name.length > 0 ? name : words).map(placesOf);
  const { target } = by.rule;
  return (
    target.kind === 'run' &&
    places.every((found) => found.length === 1) &&
    target.matchers.some((matcher) =>
      matcher.covers(viewOf(named, scene), { indices: new Set(places.flat()), verbatim: !mayBeFile(child) }),
    )
  );
}

/** A text that was read as a program, and a name that is looked up, are no files whatever they look like. */
function mayBeFile(child: Act): boolean {
  if (child.verbatim === true) return false;
  if (child.kind !== 'run') return true;
  const [name] = child.argv;
  return name.kind === 'text' && name.text.includes('/');
}

function ordinary(parent: Act, child: Act, layers: readonly EngineLayer[], scene: Scene): boolean {
  switch (child.kind) {
    case 'read':
    case 'write':
    case 'delete':
      return resolveWord(child.path, child.folders).every((path) => liesUnder(path, scene.places));
    case 'connect':
      return !allRules(layers).some(({ rule }) => rule.target.kind === 'connect' && rule.effect === 'allow');
    case 'change':
      return insideWorkspace(parent, scene);
    case 'opaque':
      return child.why === 'code' && insideWorkspace(parent, scene);
    case 'run':
      return child.otherName === true;
    default:
      return false;
  }
}

/** An opaque act that stays without a verdict may be any ask and any deny (semantics.md §2). */
function opaqueMarks(act: Act, layers: readonly EngineLayer[], scene: Scene): readonly Verdict[] {
  return unspokenOpaque(act, layers, scene).flatMap((opaque) =>
    allRules(layers)
      .filter(
        ({ rule, source }) =>
          rule.effect !== 'allow' && conditionOf(source, opaque, scene) !== 'no' && !expired(source, scene),
      )
      .map((): Verdict => 'ask'),
  );
}

/** Opaque acts of a tree that nothing allows and nobody vouches for, the vouchers being those of every command above. */
function unspokenOpaque(act: Act, layers: readonly EngineLayer[], scene: Scene): readonly Act[] {
  if (act.kind === 'opaque') return judgeAct(act, layers, scene, []) === 'none' ? [act] : [];
  if (!('consequences' in act) || judgeAct(act, layers, scene, []) === 'allow') return [];
  const own = ownOf(act, layers, scene, []);
  return act.consequences.flatMap((child) => {
    const covered = own.verdict === 'allow' && own.deciding.some((one) => vouched(one, act, act, child, layers, scene));
    return covered ? [] : unspokenOpaque(child, layers, scene);
  });
}
