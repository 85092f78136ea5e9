/**
 * Whether a variable of this name is likely to hold a secret: one of its words says so (`GITHUB_TOKEN`, `awsSecretKey`,
 * `PGPASSWORD`), or it is an address that carries a password (`DATABASE_URL`). Paths and counts are none.
 */
export function isSecretName(name: string): boolean {
  if (HARMLESS.test(name)) return false;
  return SAYS_SO.test(name) || WORD.test(spaced(name)) || ADDRESS.test(name);
}

const HARMLESS = /^(?:SSH_AUTH_SOCK|XAUTHORITY)$|_(?:FILE|PATH|DIR|SOCK|ID|NAME|USER)$/i;
const SAYS_SO = /token(?![a-z])|secret|passw(?:or)?d|passphrase|api_?key|credential/i;
const WORD = /(?:^|_)(?:pass|pw|key|auth|pat|dsn|cookie|jwt)(?:_|$)/i;
const ADDRESS =
  /^(?:\w+_)?(?:DATABASE|DB|REDIS|MONGO(?:DB)?|AMQP|POSTGRES(?:QL)?|PG|MYSQL|CONNECTION)_?(?:URL|URI|STRING)$/i;

/** `authKey` as `auth_key`. */
const spaced = (name: string): string => name.replace(/([a-z])(?=[A-Z])/g, '$1_');
