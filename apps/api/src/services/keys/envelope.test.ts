import { randomBytes } from 'node:crypto';

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { createEnvelope, EnvelopeError } from './envelope.ts';

const kek = randomBytes(32);
const envelope = createEnvelope(kek);

test('what is wrapped is unwrapped again, and reads as nothing of itself', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.string(), (secret, context) => {
      const wrapped = envelope.wrap(secret, context);
      expect(wrapped).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]+$/);
      expect(envelope.unwrap(wrapped, context)).toEqual(Buffer.from(secret));
    }),
  );
});

test('the same secret is wrapped differently each time', () => {
  expect(envelope.wrap('secret', 'a')).not.toBe(envelope.wrap('secret', 'a'));
});

describe('it does not unwrap', () => {
  const wrapped = envelope.wrap('secret', 'ps_webhooks.secret.whk_1');

  test('in another place than it was wrapped for: rows cannot be swapped', () => {
    expect(() => envelope.unwrap(wrapped, 'ps_webhooks.secret.whk_2')).toThrow(EnvelopeError);
  });

  test('by another key, and says which key it would need', () => {
    const other = createEnvelope(randomBytes(32));
    expect(() => other.unwrap(wrapped, 'ps_webhooks.secret.whk_1')).toThrow(envelope.kekId);
  });

  test('once any character was changed, or is missing', () => {
    const alphabet = 'ABCDEFGHabcdefgh01234567-_.';
    fc.assert(
      fc.property(
        fc.nat(wrapped.length - 1),
        fc.constantFrom(...alphabet, ''),
        (at, replacement) => {
          fc.pre(wrapped[at] !== replacement);
          const changed = wrapped.slice(0, at) + replacement + wrapped.slice(at + 1);
          // The last character of base64 has bits that mean nothing.
          fc.pre(
            !Buffer.from(last(changed), 'base64url').equals(
              Buffer.from(last(wrapped), 'base64url'),
            ) || front(changed) !== front(wrapped),
          );
          expect(() => envelope.unwrap(changed, 'ps_webhooks.secret.whk_1')).toThrow(EnvelopeError);
        },
      ),
    );
  });

  test('a text that was never wrapped', () => {
    for (const text of ['', 'secret', 'v1.a.b.c.d', `v2${wrapped.slice(2)}`]) {
      expect(() => envelope.unwrap(text, '')).toThrow(EnvelopeError);
    }
  });
});

test('derived keys differ by purpose and agree between processes', () => {
  const again = createEnvelope(Buffer.from(kek));
  expect(again.derive('cursors')).toEqual(envelope.derive('cursors'));
  expect(envelope.derive('links')).not.toEqual(envelope.derive('cursors'));
});

const last = (wrapped: string) => wrapped.split('.').at(-1) ?? '';
const front = (wrapped: string) => wrapped.slice(0, wrapped.lastIndexOf('.'));
