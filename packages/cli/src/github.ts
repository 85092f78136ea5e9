/** Where something is, for GitHub Actions. */
export interface GithubPlace {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** One annotation, as a workflow command of GitHub Actions: a line on standard output. */
export function githubAnnotation(
  level: 'error' | 'warning' | 'notice',
  { file, line, column }: GithubPlace,
  title: string,
  message: string,
): string {
  const fields = [
    `file=${property(file)}`,
    `line=${line}`,
    ...(column === undefined ? [] : [`col=${column}`]),
    `title=${property(title)}`,
  ];
  return `::${level} ${fields.join(',')}::${data(message)}`;
}

/** A line break would end the command, and what comes next would be another one. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
