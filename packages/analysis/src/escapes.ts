import { type ActVerdict, compileEngine, type Effect, type Engine, type EngineLayer, type Request } from '@writ/engine';
import { escapableRule, type Finding } from './finding.ts';
import { groundOf } from './never-decides.ts';
import type { PlacedRule } from './placed-rule.ts';
import type { Ground } from './units.ts';
import { alternativesOf, plainText } from './words.ts';

/** Another way to do what a rule is about, with the rule that would hold for both. */
interface Escape {
  readonly request: Request;
  readonly shown: string;
  readonly why: string;
  readonly help: string;
}

const STRICTNESS: Readonly<Record<Effect, number>> = { allow: 0, ask: 1, deny: 2 };

/** Asks and denies that hold for one spelling of a thing and not for another: each is tried, and nothing is guessed. */
export function escapes(layers: readonly EngineLayer[], rules: readonly PlacedRule[]): readonly Finding[] {
  const engine = compileEngine({ layers });
  const ground = groundOf(rules);
  return rules
    .filter(({ rule }) => rule.effect !== 'allow' && rule.when === undefined && rule.until === undefined)
    .flatMap((rule) => {
      const escape = [...programEscapes(rule, ground, engine), ...portEscapes(rule)].find(
        ({ request }) => STRICTNESS[engine.decide(request, contextOf(ground)).effect] < STRICTNESS[rule.rule.effect],
      );
      return escape === undefined ? [] : [escapableRule(rule, escape.shown, escape.why, escape.help)];
    });
}

const contextOf = ({ root, home }: Ground) => ({ roots: [root], home, cwd: root });

function programEscapes(rule: PlacedRule, ground: Ground, engine: Engine): readonly Escape[] {
  const { target } = rule.rule;
  if (target.kind !== 'run' || target.exactly === true) return [];
  return target.commands
    .flatMap((command) => alternativesOf(command) ?? [])
    .flatMap((items): readonly Escape[] => {
      const argv = items.flatMap((item) => (item.kind === 'word' ? [plainText(item.word)?.join(ground.fresh)] : []));
      const words = argv.filter((word) => word !== undefined);
      return words.length < argv.length || words.length === 0
        ? []
        : [...otherFolder(words), ...otherReader(words, ground, engine)];
    });
}

/** `/bin/rm` is one file; the same program often lies elsewhere too. */
function otherFolder([program = '', ...words]: readonly string[]): readonly Escape[] {
  if (!program.startsWith('/')) return [];
  const name = program.slice(program.lastIndexOf('/') + 1);
  return [name, `/bin/${name}`, `/usr/bin/${name}`, `/usr/local/bin/${name}`]
    .map((other) => [other, ...words])
    .map((argv) => ({
      request: { kind: 'exec', argv },
      shown: argv.join(' '),
      why: `it is about the one file \`${program}\``,
      help: `write \`${name}\`: it stands for the program wherever it lies`,
    }));
}

/** What a program is kept from reading, any other may read. */
function otherReader(words: readonly string[], ground: Ground, engine: Engine): readonly Escape[] {
  const acts = engine.decide({ kind: 'exec', argv: words }, contextOf(ground)).acts;
  return acts
    .flatMap((act) => act.consequences)
    .flatMap((one): readonly Escape[] => {
      const path = readPath(one);
      if (path === undefined || !words.includes(path) || path.includes(ground.fresh)) return [];
      const command = `: < ${path}`;
      return [
        {
          request: { kind: 'shell', command },
          shown: command,
          why: 'it is about one of many programs that read this file',
          help: `write \`deny read ${path}\`: it holds for every program`,
        },
      ];
    });
}

function readPath({ act }: ActVerdict): string | undefined {
  return act.kind === 'read' && !act.tree && act.path.kind === 'text' && /^[\w./~-]+$/.test(act.path.text)
    ? act.path.text
    : undefined;
}

/** A host without a port stands for two of them. */
function portEscapes(rule: PlacedRule): readonly Escape[] {
  const { target } = rule.rule;
  if (target.kind !== 'connect') return [];
  return target.hosts.flatMap((host): readonly Escape[] => {
    const name = host.kind === 'name' && host.port === undefined ? plainText(host.name) : undefined;
    if (name?.length !== 1) return [];
    const other = `${name[0]}:8443`;
    return [
      {
        request: { kind: 'connect', target: other },
        shown: `connect ${other}`,
        why: 'without a port it holds for 443 and 80',
        help: `write \`${name[0]}:*\` for every port`,
      },
    ];
  });
}
