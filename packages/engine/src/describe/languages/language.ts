/** What a program in a little language does to the world outside it. */
export type LanguageAct =
  | { readonly act: 'read' | 'write'; readonly path: string }
  /** This command line is given to a shell. */
  | { readonly act: 'shell'; readonly text: string }
  /** Prints variables of the environment, whichever they are. */
  | { readonly act: 'environment' }
  /** Not understood, or not known before it runs; `reason` goes on from "the sed program …". */
  | { readonly act: 'code'; readonly reason: string };
