import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { closeSync, constants, fstatSync, fsyncSync, openSync, readFileSync, writeFileSync } from 'node:fs';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The token in a file that only its owner can read; made on first use. Throws a sentence about what is wrong with the file. */
export function tokenIn(path: string): string {
  return created(path) ?? read(path);
}

function created(path: string): string | undefined {
  const { O_CREAT, O_EXCL, O_WRONLY, O_NOFOLLOW = 0 } = constants;
  try {
    const file = openSync(path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0o600);
    const token = randomBytes(32).toString('base64url');
    try {
      writeFileSync(file, `${token}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return token;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
}

function read(path: string): string {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const { mode, uid, nlink, size } = fstatSync(file);
    const wrong = (problem: string) => new Error(`the token file ${path} ${problem}; remove it, and a new one is made`);
    if ((mode & constants.S_IFMT) !== constants.S_IFREG || nlink !== 1) throw wrong('is not a plain file of its own');
    if (process.getuid !== undefined && uid !== process.getuid()) throw wrong('belongs to someone else');
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw wrong('can be read by others');
    const token = size > 100 ? '' : readFileSync(file, 'utf8').trim();
    if (!TOKEN.test(token)) throw wrong('holds no token');
    return token;
  } finally {
    closeSync(file);
  }
}

/** Whether a header carries the token; it takes the same time for every wrong one. */
export function carriesToken(header: string | undefined, token: string): boolean {
  const given = header?.startsWith('Bearer ') === true ? header.slice('Bearer '.length) : '';
  return timingSafeEqual(digest(given), digest(token));
}

const digest = (text: string) => createHash('sha256').update(text).digest();
