/** Whole copies only: a text that is cut elsewhere at each size is another shape. */
const fill = (unit: string, size: number): string => unit.repeat(Math.floor(size / unit.length));
const nested = (open: string, middle: string, close: string, size: number): string => {
  const depth = Math.max(1, Math.floor((size - middle.length - 8) / (open.length + close.length)));
  return open.repeat(depth) + middle + close.repeat(depth);
};

/** Twelve shapes on which a careless reader takes quadratic time or runs out of stack, each `size` characters long or a little less. */
export const HOSTILE: Readonly<Record<string, (size: number) => string>> = {
  'subshells in each other': (size) => nested('(', 'a', ')', size),
  'substitutions in each other': (size) => nested('$(', 'a', ')', size),
  'quoted substitutions': (size) => nested('"$(', 'a', ')"', size),
  'never closed': (size) => fill('$(', size),
  'braces in each other': (size) => `echo ${nested('{a,', 'b', '}', size)}`,
  'braces side by side': (size) => `echo ${fill('{a,b}', size)}`,
  'here-documents': (size) => `cat ${fill('<<A ', size / 2)}\n${fill('x\nA\n', size / 2)}`,
  'a here-document without end': (size) => `cat <<END\n${fill('EN\nD\n', size)}`,
  'quotes in turn': (size) => fill(`a'b'"c"`, size),
  stars: (size) => `ls ${fill('*?', size)}`,
  backslashes: (size) => fill('\\', size),
  'one list': (size) => fill('a;b|c&&', size),
};
