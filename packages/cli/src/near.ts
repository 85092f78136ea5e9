/** "did you mean …?", or what else to do. The search is loaded only when somebody has mistyped something. */
export async function didYouMean(
  found: string,
  known: readonly string[],
  otherwise: string,
  before = '',
): Promise<string> {
  const { nearest } = await import('@writ/dsl');
  const near = nearest(found, known);
  return near === undefined ? otherwise : `did you mean \`${before}${near}\`?`;
}
