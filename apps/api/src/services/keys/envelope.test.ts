import { randomBytes } from 'node:crypto';

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { EnvelopeError, fingerprintOf, seal } from './aes-gcm.ts';
import { createEnvelope, createSealer, type DataKey } from './envelope.ts';

const dataKey = (id: string): DataKey => ({ id, bytes: randomBytes(32) });
const first = dataKey('dek_1');
const second = dataKey('dek_2');
const sealer = createSealer('org_1', [first]);

test('what is wrapped is unwrapped again, and reads as nothing of itself', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), fc.string(), (secret, owner, context) => {
      const ofOwner = createSealer(owner, [first]);
      const wrapped = ofOwner.wrap(secret, context);
      expect(wrapped).toMatch(/^v2\.dek_1\.[\w-]{16}\.[\w-]{22,}$/);
      expect(ofOwner.unwrap(wrapped, context)).toEqual(Buffer.from(secret));
    }),
  );
});

test('the same secret is wrapped differently each time', () => {
  expect(sealer.wrap('secret', 'a')).not.toBe(sealer.wrap('secret', 'a'));
});

test('the newest key wraps, and what an older one wrapped stays readable', () => {
  const older = sealer.wrap('secret', 'a');
  const both = createSealer('org_1', [first, second]);
  expect(both.wrap('secret', 'a')).toMatch(/^v2\.dek_2\./);
  expect(both.unwrap(older, 'a').toString()).toBe('secret');
});

test('what the key-encryption key wrapped by itself stays readable, by that key alone', () => {
  const kek = randomBytes(32);
  const wrapped = `v1.${fingerprintOf(kek)}.${seal(kek, 'secret', 'ps_mails.body_wrapped:mai_1')}`;
  const envelope = createEnvelope([{ id: fingerprintOf(kek), bytes: kek }, first]);
  expect(envelope.unwrap(wrapped, 'ps_mails.body_wrapped:mai_1').toString()).toBe('secret');
  expect(() => envelope.unwrap(wrapped, 'ps_mails.body_wrapped:mai_2')).toThrow(EnvelopeError);
  expect(() => createEnvelope([first]).unwrap(wrapped, 'ps_mails.body_wrapped:mai_1')).toThrow(
    fingerprintOf(kek),
  );
});

describe('it does not unwrap', () => {
  const wrapped = sealer.wrap('secret', 'ps_webhooks.secret.whk_1');

  test('in another place than it was wrapped for: rows cannot be swapped', () => {
    expect(() => sealer.unwrap(wrapped, 'ps_webhooks.secret.whk_2')).toThrow(EnvelopeError);
  });

  test('for another owner, even by the same key', () => {
    const other = createSealer('org_2', [first]);
    expect(() => other.unwrap(wrapped, 'ps_webhooks.secret.whk_1')).toThrow(EnvelopeError);
  });

  test('where owner and place only read the same one after the other', () => {
    const moved = createSealer('org_1","ps', [first]);
    expect(() => moved.unwrap(wrapped, '_webhooks.secret.whk_1')).toThrow(EnvelopeError);
  });

  test('by another key, and says which key it would need', () => {
    const other = createSealer('org_1', [second]);
    expect(() => other.unwrap(wrapped, 'ps_webhooks.secret.whk_1')).toThrow('dek_1');
    const sameName = createSealer('org_1', [dataKey('dek_1')]);
    expect(() => sameName.unwrap(wrapped, 'ps_webhooks.secret.whk_1')).toThrow(EnvelopeError);
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
          expect(() => sealer.unwrap(changed, 'ps_webhooks.secret.whk_1')).toThrow(EnvelopeError);
        },
      ),
    );
  });

  test('a text that was never wrapped', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => sealer.unwrap(text, '')).toThrow(EnvelopeError);
      }),
    );
    for (const text of ['', 'secret', 'v2.dek_1.c.d', 'v2.dek_1..', `v3${wrapped.slice(2)}`]) {
      expect(() => sealer.unwrap(text, '')).toThrow(EnvelopeError);
    }
  });
});

test('derived keys differ by purpose, agree between processes, and outlast later data keys', () => {
  const envelope = createEnvelope([first]);
  const again = createEnvelope([{ id: 'dek_1', bytes: Buffer.from(first.bytes) }, second]);
  expect(again.derive('cursors')).toEqual(envelope.derive('cursors'));
  expect(envelope.derive('links')).not.toEqual(envelope.derive('cursors'));
});

const last = (wrapped: string) => wrapped.split('.').at(-1) ?? '';
const front = (wrapped: string) => wrapped.slice(0, wrapped.lastIndexOf('.'));
