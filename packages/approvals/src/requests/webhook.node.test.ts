import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { signWebhook } from './webhook.ts';

test.for([
  ['a secret', '1700000000', '{"id":"x"}'],
  ['ü€🙂', '0', ''],
])('signed with %j as another implementation signs it', ([secret = '', timestamp = '', body = '']) => {
  const theirs = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  expect(signWebhook(secret, timestamp, body)).toBe(`v1=${theirs}`);
});
