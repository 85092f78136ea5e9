import { readFileSync } from 'node:fs';
import type { Diagnostic } from '@writ/dsl';

/** Why a file that was named cannot be a policy, and what to do; `undefined` where it can be read as one. */
export function unreadable(path: string, file: string): Diagnostic | undefined {
  try {
    const bytes = readFileSync(path);
    if (bytes.includes(0))
      return told(file, 'unreadable-file', 'is no text', 'a policy is a text file, usually `*.writ`');
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    switch (code) {
      case 'ENOENT':
        return told(file, 'file-not-found', 'is not there', `\`writ init ${file}\` writes one to start from`);
      case 'EISDIR':
        return told(
          file,
          'unreadable-file',
          'is a folder',
          `name a policy in it: ${file.replace(/\/$/, '')}/policy.writ`,
        );
      case 'EACCES':
      case 'EPERM':
        return told(file, 'unreadable-file', 'may not be read', `\`ls -l ${file}\` shows who may`);
      case 'ERR_ENCODING_INVALID_ENCODED_DATA':
        return told(file, 'unreadable-file', 'is not UTF-8', 'save it as UTF-8');
      default:
        return told(file, 'unreadable-file', `cannot be read: ${message}`, 'name another file');
    }
  }
}

function told(file: string, code: string, what: string, help: string): Diagnostic {
  const span = { start: 0, end: 0, line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { severity: 'error', code, message: `\`${file}\` ${what}`, span, help, file };
}
