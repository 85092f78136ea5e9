/** Files by absolute path. */
export type Files = Readonly<Record<string, string>>;

/** What the page asks of the shell in its worker: to start with these files, or to run a command. */
export type ShellCall =
  | { readonly kind: 'start'; readonly files: Files }
  | { readonly kind: 'run'; readonly command: string; readonly cwd: string };

/** Said once, when the shell is loaded: from then on a command's time counts. */
export const READY = 'ready';

/** What a command printed, and the files as it left them. */
export interface ShellReply {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  readonly files: Files;
}
