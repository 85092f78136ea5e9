import type { Act, Folders, Json, ToolAct } from './act.ts';
import { bindingConsequences } from './describe/bindings.ts';
import type { Knowledge } from './describe/consequence.ts';
import { absoluteText, resolveWord } from './match/path.ts';
import type { Binding, ToolDeclaration } from './policy.ts';
import type { Context, Request } from './request.ts';
import { expandConsequences, type WalkOptions, walk, walkArgv } from './shell/walk.ts';
import type { Word } from './word.ts';

/** What turns requests into acts: all that is known about programs and tools. */
export interface Reader {
  readonly knowledge: Knowledge;
  readonly bindings: readonly Binding[];
  readonly tools: readonly ToolDeclaration[];
}

/** Everything a request would do, in source order (semantics.md §1). */
export function actsOf(request: Request, context: Context, reader: Reader): readonly Act[] {
  const folders = foldersOf(request, context);
  switch (request.kind) {
    case 'shell':
      return walk(request.command, walkOptions(request.dialect, folders, context, reader.knowledge));
    case 'exec':
      return walkArgv(request.argv, walkOptions(undefined, folders, context, reader.knowledge));
    case 'tool':
      return [toolAct(request.tool, request.args, folders, context, reader)];
    case 'connect':
      return [{ kind: 'connect', target: textWord(request.target), span: NOWHERE }];
    default:
      return [fileAct(request.kind, request.path, folders, context)];
  }
}

const NOWHERE = { start: 0, end: 0 };
const textWord = (text: string): Word => ({ kind: 'text', text, span: NOWHERE });

/** The folder a request runs in: its own, else the context's, else the first workspace root. */
export function foldersOf(request: Request, context: Context): Folders {
  const base = context.cwd ?? context.roots?.[0];
  const own = 'cwd' in request ? request.cwd : undefined;
  if (own === undefined) return base === undefined ? 'unknown' : [plainFolder(base)];
  if (isAbsolute(own)) return [plainFolder(own)];
  return base === undefined ? 'unknown' : [plainFolder(`${base}/${own}`)];
}

/** One spelling for one folder: no slash at the end, no `.` or `..`; Windows folders stay as they are. */
function plainFolder(folder: string): string {
  const [path] = folder.startsWith('/') ? resolveWord(textWord(folder), 'unknown') : [];
  return (path === undefined ? undefined : absoluteText(path)) ?? folder;
}

const isAbsolute = (path: string): boolean => path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);

function walkOptions(
  dialect: WalkOptions['dialect'] | undefined,
  folders: Folders,
  context: Context,
  knowledge: Knowledge,
): WalkOptions {
  return {
    dialect: dialect ?? 'bash',
    folders,
    roots: context.roots ?? [],
    knowledge,
    ...(context.home === undefined ? {} : { home: context.home }),
    ...(context.env === undefined ? {} : { env: context.env }),
  };
}

function fileAct(kind: 'read' | 'write' | 'delete', path: string, folders: Folders, context: Context): Act {
  if (path.startsWith('credential:')) {
    return { kind: 'credential', access: kind, name: path.slice('credential:'.length), span: NOWHERE };
  }
  return { kind, path: textWord(atHome(path, context)), folders, tree: false, span: NOWHERE };
}

/** Outside a shell nobody else expands the tilde, and tools that take paths do it themselves. */
const atHome = (path: string, context: Context): string =>
  context.home !== undefined && (path === '~' || path.startsWith('~/')) ? context.home + path.slice(1) : path;

function toolAct(tool: string, args: Json, folders: Folders, context: Context, reader: Reader): ToolAct {
  const bound = bindingConsequences(reader.bindings, reader.tools, tool, args);
  const options = walkOptions(undefined, folders, context, reader.knowledge);
  const consequences = expandConsequences(bound.consequences, options).map((act) => expandHome(act, context));
  return { kind: 'tool', tool, args, consequences, complete: bound.complete, span: NOWHERE };
}

function expandHome(act: Act, context: Context): Act {
  if (act.kind !== 'read' && act.kind !== 'write' && act.kind !== 'delete') return act;
  return act.path.kind === 'text' ? { ...act, path: textWord(atHome(act.path.text, context)) } : act;
}
