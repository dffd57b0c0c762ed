import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { updateEnvBodySchema } from './envs.ts';

const isTaken = (body: object) => updateEnvBodySchema.safeParse({ version: 1, ...body }).success;
const withVariable = (name: string, value: unknown) => ({ variables: { [name]: value } });

describe('variables', () => {
  test('are named as a POSIX shell names them', () => {
    for (const name of ['A', '_', 'DATABASE_URL', 'a1', 'A'.repeat(128), 'constructor']) {
      expect([name, isTaken(withVariable(name, 'x'))]).toEqual([name, true]);
    }
    for (const name of ['', '1A', 'A-B', 'A B', 'A=B', 'É', 'A\n', 'A'.repeat(129)]) {
      expect([name, isTaken(withVariable(name, 'x'))]).toEqual([name, false]);
    }
  });

  test('have values of at most 8 KiB, however many characters those are', () => {
    expect(isTaken(withVariable('A', 'a'.repeat(8_192)))).toBe(true);
    expect(isTaken(withVariable('A', 'a'.repeat(8_193)))).toBe(false);
    expect(isTaken(withVariable('A', 'é'.repeat(4_096)))).toBe(true);
    expect(isTaken(withVariable('A', 'é'.repeat(4_097)))).toBe(false);
  });

  test('keep every text of their value that can be written down', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('\0'));
        const { variables } = updateEnvBodySchema.parse({ version: 1, variables: { A: text } });
        expect(variables).toEqual({ A: text });
      }),
    );
    for (const value of ['\0', '\ud800', 1, {}, []]) {
      expect(isTaken(withVariable('A', value))).toBe(false);
    }
    expect(isTaken(withVariable('A', ''))).toBe(true);
    expect(isTaken(withVariable('A', null))).toBe(true);
  });
});

describe('keys of providers', () => {
  test('can stand in a header', () => {
    const key = (apiKey: string) => ({ providers: { openai: { apiKey } } });
    expect(isTaken(key('sk-abc_123'))).toBe(true);
    for (const text of ['', 'a b', 'a\r\nX: y', 'é', 'a\0']) {
      expect(isTaken(key(text))).toBe(false);
    }
  });

  test('of compatible servers have an address, without what would be sent along', () => {
    const at = (baseUrl: string) => ({ providers: { compatible: { baseUrl } } });
    expect(isTaken(at('http://ollama.internal:11434/v1'))).toBe(true);
    for (const text of [
      ...['', 'ollama', 'ftp://a.example', 'file:///etc/passwd', 'https://u:p@a.example'],
      ...['https://a.example?x=1', 'https://a.example#x', `https://a.example/${'a'.repeat(2_000)}`],
    ]) {
      expect([text, isTaken(at(text))]).toEqual([text, false]);
    }
    expect(isTaken({ providers: { compatible: { apiKey: 'x' } } })).toBe(false);
    expect(isTaken({ providers: { openai: { apiKey: 'x', baseUrl: 'https://a.example' } } })).toBe(
      false,
    );
  });
});

test('a change names its version and something to change, and nothing unknown', () => {
  expect(isTaken({})).toBe(false);
  expect(isTaken({ variables: {}, providers: {} })).toBe(false);
  expect(isTaken({ ...withVariable('A', 'x'), name: 'prod' })).toBe(false);
  expect(isTaken({ providers: { gemini: { apiKey: 'x' } } })).toBe(false);
  expect(updateEnvBodySchema.safeParse(withVariable('A', 'x')).success).toBe(false);
});
