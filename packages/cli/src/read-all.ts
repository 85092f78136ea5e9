/** All of a stream as UTF-8 text. */
export const readAll = async (input: AsyncIterable<Uint8Array>): Promise<string> =>
  (await readBytes(input)).toString('utf8');

/** All of a stream. */
export async function readBytes(input: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(chunk);
  return Buffer.concat(chunks);
}
