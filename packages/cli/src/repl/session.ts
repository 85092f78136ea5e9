import { compile, renderDiagnostic } from '@writ/dsl';
import { type Act, type Context, type Engine, type Request, renderExplanation, showAct } from '@writ/engine';
import { DIALECT_NAMES } from '../options.ts';
import type { Paint } from '../paint.ts';

/** A conversation about a policy: each line is answered, and some change what the next ones mean. */
export interface Session {
  /** The text to show; `undefined` ends the conversation. */
  answer(line: string): string | undefined;
  /** What may follow what was typed, for completion. */
  complete(line: string): readonly string[];
}

interface State {
  readonly engine: Engine;
  readonly tried: readonly string[];
  readonly context: Context;
  readonly dialect: (typeof DIALECT_NAMES)[number];
  readonly last: string | undefined;
}

/** What a `:` line does: what to show, and the state after it. */
type Reply = readonly [text: string, state: State];

interface Directive {
  readonly usage: string;
  readonly does: string;
  readonly run: (rest: string, state: State) => Reply;
}

/** Starts a conversation. `folderOf` makes a folder absolute. */
export function createSession(
  engine: Engine,
  context: Context,
  dialect: State['dialect'],
  paint: Paint,
  folderOf: (path: string) => string,
): Session {
  const start: State = { engine, tried: [], context, dialect, last: undefined };
  let state = start;

  const requestOf = (command: string): Request => ({ kind: 'shell', command, dialect: state.dialect });
  const judged = (command: string, by: State): string => {
    const decision = by.engine.decide({ kind: 'shell', command, dialect: by.dialect }, by.context);
    return [paint(decision.effect, decision.effect), ...decision.reasons.map((reason) => `  ${reason}`)].join('\n');
  };
  const again = (text: string, next: State): Reply => [
    next.last === undefined ? text : `${text}\n${next.last}\n${judged(next.last, next)}`,
    next,
  ];

  const tryRule = (rule: string, now: State): Reply => {
    const compiled = compile(`${rule}\n`, { file: ':rule', layer: 'user' });
    if (!compiled.ok) return [compiled.diagnostics.map((one) => renderDiagnostic(`${rule}\n`, one)).join('\n'), now];
    if (compiled.document.rules.length === 0) return ['that is no rule: `:rule allow run npm test`', now];
    const next = { ...now, engine: now.engine.withRules('user', [compiled.document]), tried: [...now.tried, rule] };
    return again(`trying \`${rule}\`; \`:undo\` takes it back`, next);
  };
  const undo = (now: State): Reply => {
    const kept = now.tried.slice(0, -1);
    if (now.tried.length === 0) return ['no rule is being tried', now];
    const documents = kept.flatMap((rule) => {
      const compiled = compile(`${rule}\n`, { file: ':rule', layer: 'user' });
      return compiled.ok ? [compiled.document] : [];
    });
    return again(`no longer trying \`${now.tried.at(-1)}\``, {
      ...now,
      tried: kept,
      engine: start.engine.withRules('user', documents),
    });
  };
  const set = (rest: string, now: State): Reply => {
    const [name = '', ...words] = rest.trim().split(/\s+/);
    const value = words.join(' ');
    if (name === '') return [shown(now), now];
    if (value === '') return [`\`:set ${name}\` needs a value: \`:set cwd ./packages/web\``, now];
    const { context: here } = now;
    const dialectName = DIALECT_NAMES.find((one) => one === value);
    switch (name) {
      case 'cwd':
        return again('', { ...now, context: { ...here, cwd: folderOf(value) } });
      case 'mode':
      case 'agent':
        return again('', { ...now, context: { ...here, [name]: value } });
      case 'interactive':
        return again('', { ...now, context: { ...here, interactive: value === 'true' } });
      case 'dialect':
        return dialectName === undefined
          ? [`unknown dialect \`${value}\`: there are ${DIALECT_NAMES.join(', ')}`, now]
          : again('', { ...now, dialect: dialectName });
      default:
        return [`\`${name}\` cannot be set: there are cwd, mode, agent, interactive, dialect`, now];
    }
  };
  const lastOr = (rest: string, now: State, use: (command: string) => string): Reply => {
    const command = rest === '' ? now.last : rest;
    return command === undefined ? ['type a command first', now] : [use(command), { ...now, last: command }];
  };

  const directives: Readonly<Record<string, Directive>> = {
    why: {
      usage: ':why [COMMAND]',
      does: 'everything that led to the last verdict, and what would change it',
      run: (rest, now) =>
        lastOr(rest, now, (command) => renderExplanation(now.engine.explain(requestOf(command), now.context))),
    },
    acts: {
      usage: ':acts [COMMAND]',
      does: 'what it would do',
      run: (rest, now) =>
        lastOr(rest, now, (command) =>
          now.engine
            .acts(requestOf(command), now.context)
            .flatMap((act) => actLines(act, 0))
            .join('\n'),
        ),
    },
    rule: { usage: ':rule allow run …', does: 'try a rule on top of the policy', run: tryRule },
    undo: { usage: ':undo', does: 'take the last tried rule back', run: (_, now) => undo(now) },
    rules: {
      usage: ':rules',
      does: 'the rules that are being tried, to be put into the policy',
      run: (_, now) => [now.tried.length === 0 ? 'no rule is being tried' : now.tried.join('\n'), now],
    },
    set: { usage: ':set [NAME VALUE]', does: 'the context: cwd, mode, agent, interactive, dialect', run: set },
    help: { usage: ':help', does: 'this text', run: (_, now) => [help(), now] },
    quit: { usage: ':quit', does: 'leave (so does the end of the input)', run: (_, now) => ['', now] },
  };
  const help = (): string =>
    [
      'Type a command to see its verdict.',
      ...Object.values(directives).map(({ usage, does }) => `  ${usage.padEnd(20)}${does}`),
    ].join('\n');
  const names = Object.keys(directives).map((name) => `:${name}`);

  return {
    answer: (line) => {
      const text = line.trim();
      if (text === '' || text.startsWith('# ')) return '';
      if (text === ':quit' || text === ':q') return undefined;
      if (!/^:[a-z]/.test(text)) {
        state = { ...state, last: text };
        return judged(text, state);
      }
      const [, name = '', rest = ''] = /^:([a-z]+)\s*(.*)$/s.exec(text) ?? [];
      const directive = Object.hasOwn(directives, name) ? directives[name] : undefined;
      if (directive === undefined) return `there is no \`:${name}\`: ${names.join(', ')}`;
      const [shownText, next] = directive.run(rest, state);
      state = next;
      return shownText.replace(/^\n/, '');
    },
    complete: (line) => (line.startsWith(':') ? names.filter((name) => name.startsWith(line)) : []),
  };
}

function actLines(act: Act, depth: number): readonly string[] {
  const below = 'consequences' in act ? act.consequences.flatMap((one) => actLines(one, depth + 1)) : [];
  return [`${'  '.repeat(depth)}${showAct(act)}`, ...below];
}

function shown({ context, dialect, tried }: State): string {
  const { cwd, mode, agent, interactive } = context;
  const values = { cwd, mode, agent, interactive, dialect, tried: tried.length };
  return Object.entries(values)
    .map(([name, value]) => `${name.padEnd(12)}${value ?? '-'}`)
    .join('\n');
}
