import { expect, test } from 'vitest';
import { isSecretName } from './secret-name.ts';

test.for([
  ...['GITHUB_TOKEN', 'token', 'accessToken', 'AWS_SECRET_ACCESS_KEY', 'PGPASSWORD', 'DB_PASSWD', 'DB_PASS', 'API_KEY'],
  ...['OPENAI_APIKEY', 'sshKey', 'GH_PAT', 'SENTRY_DSN', 'NPM_AUTH', 'DATABASE_URL', 'REDIS_URI', 'GOOGLE_CREDENTIALS'],
  ...['SIGNING_PASSPHRASE', 'STRIPE_SECRET', 'TOKEN_2', 'CONNECTION_STRING'],
])('%s is called like a secret', (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.for([
  ...['HOME', 'PATH', 'PWD', 'OLDPWD', 'USER', 'SSH_AUTH_SOCK', 'GIT_AUTHOR_NAME', 'KEYBOARD', 'MONKEY', 'COMPASS'],
  ...[
    'MAX_TOKENS',
    'TOKENIZERS_PARALLELISM',
    'PUBLIC_URL',
    'GOOGLE_APPLICATION_CREDENTIALS_FILE',
    'KEY_PATH',
    'pattern',
  ],
  ...['AWS_ACCESS_KEY_ID', 'SECRET_NAME', 'CI', 'x'],
])('%s is not', (name) => {
  expect(isSecretName(name)).toBe(false);
});
