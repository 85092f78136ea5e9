import type { Tested } from './tested.ts';

/** Results as JUnit XML, in the dialect that CI systems read: a suite for each file, a case for each line. */
export function junit(tested: readonly Tested[]): string {
  const files = [...new Set(tested.map(({ result }) => result.file))];
  const failures = tested.filter(({ result }) => !result.passed).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="writ" tests="${tested.length}" failures="${failures}">`,
    ...files.flatMap((file) =>
      suite(
        file,
        tested.filter(({ result }) => result.file === file),
      ),
    ),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(file: string, tested: readonly Tested[]): readonly string[] {
  const failures = tested.filter(({ result }) => !result.passed).length;
  return [
    `  <testsuite name="${escaped(file)}" tests="${tested.length}" failures="${failures}">`,
    ...tested.flatMap(testCase),
    '  </testsuite>',
  ];
}

function testCase({ result, why }: Tested): readonly string[] {
  const { file, line, test, text, passed, expected, found } = result;
  const head = `    <testcase classname="${escaped(test)}" name="${escaped(text)}" file="${escaped(file)}" line="${line}"`;
  if (passed) return [`${head}/>`];
  const message = `expected ${expected}, found ${found}`;
  return [
    `${head}>`,
    `      <failure message="${escaped(message)}">${escaped([`${file}:${line}`, ...why].join('\n'))}</failure>`,
    '    </testcase>',
  ];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** XML has no way to write most control characters, nor half a surrogate pair. */
const escaped = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>"\n\t]/g, (character) => ENTITIES[character] ?? character);
