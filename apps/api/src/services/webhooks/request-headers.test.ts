import { createHmac } from 'node:crypto';

import { expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';

import { newId } from '@promptly/common';

import { plainHeaders, signatureHeaders } from './request-headers.ts';
import { generateSecret } from './secrets.ts';

const [older, newer] = [generateSecret(), generateSecret()];
const message = { eventId: newId('event'), sentAt: new Date(), body: '{"event":"ping","é":1}' };
const headers = {
  ...plainHeaders(message.eventId, message.sentAt),
  ...signatureHeaders(message, [newer, older]),
};

test.each([
  ['new', newer],
  ['old', older],
])('the %s secret verifies it by the library of Standard Webhooks', (_name, secret) => {
  expect(new Webhook(secret).verify(message.body, headers)).toEqual(JSON.parse(message.body));
});

test('neither another secret nor another body does', () => {
  expect(() => new Webhook(generateSecret()).verify(message.body, headers)).toThrow();
  expect(() => new Webhook(newer).verify(`${message.body} `, headers)).toThrow();
});

test('our own header signs the time and the body by each secret', () => {
  const seconds = Math.floor(message.sentAt.getTime() / 1000);
  const [time, ...signatures] = headers['x-promptly-signature']?.split(',') ?? [];
  expect(time).toBe(`t=${seconds}`);
  const sign = (secret: string) =>
    createHmac('sha256', secret).update(`${seconds}.${message.body}`).digest('hex');
  expect(signatures).toEqual([`v1=${sign(newer)}`, `v1=${sign(older)}`]);
});
