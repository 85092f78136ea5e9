/**
 * The table of the demo: a line for each command, then the counts.
 * @param {readonly { readonly command: string }[]} session
 * @param {readonly { readonly effect: string, readonly causes: readonly { readonly file: string, readonly line: number }[], readonly reasons: readonly string[] }[]} answers
 * @param {(effect: string) => string} paint
 */
export function table(session, answers, paint = (effect) => effect) {
  const lines = answers.map((answer, at) => {
    const [cause] = answer.causes;
    const rule = cause === undefined ? '-' : `${cause.file}:${cause.line}`;
    const command = cut(session[at]?.command ?? '', 56);
    const effect = paint(answer.effect) + ' '.repeat(7 - answer.effect.length);
    return `${effect}${command.padEnd(58)}${rule.padEnd(21)}${cut(answer.reasons[0] ?? '', 100)}`.trimEnd();
  });
  const head = `${'effect'.padEnd(7)}${'command'.padEnd(58)}${'rule'.padEnd(21)}reason`;
  return [head, ...lines, '', counts(answers), ''].join('\n');
}

/** @param {readonly { readonly effect: string }[]} answers */
function counts(answers) {
  const of = (/** @type {string} */ effect) => answers.filter((answer) => answer.effect === effect).length;
  return `${answers.length} commands: ${of('allow')} allow, ${of('ask')} ask, ${of('deny')} deny`;
}

/**
 * @param {string} text
 * @param {number} most
 */
function cut(text, most) {
  const line = text.replaceAll('\n', '⏎');
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}
