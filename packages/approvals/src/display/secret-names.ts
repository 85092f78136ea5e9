/** Last words of a name that make its value a secret. */
const SECRET_WORDS = new Set([
  'token',
  'secret',
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'pass',
  'apikey',
  'credential',
  'credentials',
  'pat',
  'signature',
  'sig',
]);
/** Last two words that do. */
const SECRET_PAIRS = new Set([
  'api key',
  'access key',
  'private key',
  'secret key',
  'signing key',
  'encryption key',
  'account key',
  'auth key',
  'client key',
  'service key',
]);

/** Whether a value under this name is a secret: `DB_PASSWORD`, `--api-key`, `client%5Fsecret`, `accessToken`. */
export function isSecretName(name: string): boolean {
  const plain = name.replaceAll(/%5f/gi, '_').replaceAll(/%2d/gi, '-');
  const words = plain
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  return SECRET_WORDS.has(last) || SECRET_PAIRS.has(`${words.at(-2) ?? ''} ${last}`);
}
