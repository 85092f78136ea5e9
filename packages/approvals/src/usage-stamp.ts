/** One or more uses of a grant, counted together. */
export interface UsageStamp {
  readonly grant: string;
  /** The last of these uses, in milliseconds since 1970. */
  readonly at: number;
  readonly uses: number;
  /** Rendered for people, secrets redacted. */
  readonly command?: string;
  readonly path?: string;
}
