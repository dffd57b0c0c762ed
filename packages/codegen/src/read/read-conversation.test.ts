import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { explain } from '../explain.ts';
import { planApp } from '../plan/app-plan.ts';
import { appSpecSchema } from '../spec/app-spec.ts';
import { readConversation } from './read-conversation.ts';
import { readPrompt } from './read-prompt.ts';

const SCHOOL = 'School management: students, teachers, classes and grades, green accent';
const specOf = (...prompts: string[]) => readConversation(prompts).spec;
const idsOf = (...prompts: string[]) => specOf(...prompts).entities.map(({ id }) => id);

test('one prompt is read as it is', () => {
  expect(readConversation([SCHOOL])).toEqual(readPrompt(SCHOOL));
});

describe('a later prompt', () => {
  test.each([
    'Add a page for invoices',
    'make it dark blue',
    'add charts',
    'Landing page for a bakery',
    'asdf qwer zxcv',
  ])('leaves the app what it is: %s', (prompt) => {
    const [before, now] = [specOf(SCHOOL), specOf(SCHOOL, prompt)];
    for (const key of ['seed', 'name', 'kind', 'surface', 'domain', 'topic', 'purpose'] as const)
      expect(now[key]).toEqual(before[key]);
    expect(now.entities.slice(0, before.entities.length).map(({ id }) => id)).toEqual(
      before.entities.map(({ id }) => id),
    );
  });

  test('adds what it names behind what is there', () => {
    expect(idsOf(SCHOOL, 'Add a page for invoices')).toEqual([...idsOf(SCHOOL), 'invoice']);
  });

  test('adds once what it names again', () => {
    const added = idsOf(SCHOOL, 'Add a page for invoices', 'Users can manage invoices');
    expect(added).toEqual([...idsOf(SCHOOL), 'invoice']);
  });

  test('has the last word on colours', () => {
    expect(specOf(SCHOOL, 'make it dark blue').theme).toMatchObject({
      primary: '#00008b',
      asked: [{ role: 'primary', words: 'dark blue' }],
    });
    expect(specOf(SCHOOL, 'make it dark blue', 'make it red').theme.primary).toBe('#ff0000');
    expect(specOf(SCHOOL, 'add charts').theme).toEqual(specOf(SCHOOL).theme);
  });

  test('is answered for its own wishes alone', () => {
    const spec = specOf(SCHOOL, 'Add a page for invoices');
    expect(explain(spec, planApp(spec)).map(({ text }) => text)).toEqual([
      'Add a page for invoices',
    ]);
  });

  test('keeps what all before it added, however many there are', () => {
    const later = Array.from({ length: 30 }, (_, i) => `make it ${i % 2 ? 'red' : 'dark blue'}`);
    const added = idsOf(SCHOOL, 'Add a page for invoices', ...later, 'Add a page for suppliers');
    expect(added).toEqual([...idsOf(SCHOOL), 'invoice', 'supplier']);
  });

  test('makes no half words of a first one that is cut', () => {
    const long = `${SCHOOL}. ${'It is calm. '.repeat(330)}Keep invoices and suppliers and coursebooks there`;
    for (let chars = 0; chars < 40; chars += 1) {
      const [, ...ids] = idsOf(`${'x'.repeat(chars)} ${long}`, 'Add a page for rooms');
      expect(ids).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(?:sup|suppl|cours)$/)])); // prettier-ignore
    }
  });

  test('is read among hundreds of long ones in the time of a few', () => {
    const wordy = `Add a page for invoices. ${'It is calm and clear. '.repeat(900)}`;
    expect(idsOf(SCHOOL, ...Array.from({ length: 300 }, () => wordy))).toContain('invoice');
  });

  test('is read whole behind a first one of any length', () => {
    const long = `${SCHOOL}. ${'It is calm and clear. '.repeat(1_000)}`;
    expect(idsOf(long, 'Add a page for invoices')).toContain('invoice');
  });

  test('makes a dark app light again, and keeps it dark otherwise', () => {
    const dark = [SCHOOL, 'use a dark theme'];
    expect(specOf(...dark, 'add charts').theme.mode).toBe('dark');
    expect(specOf(...dark, 'make it light').theme.mode).toBe('light');
  });

  test.each(['Dropdown for the status', 'Movements of stock', 'delete their account'])(
    'that only begins like a change is none: %s',
    (prompt) => {
      const [first] = specOf(SCHOOL, prompt).wishes.filter(({ isEarlier }) => !isEarlier);
      expect(first).toEqual(
        specOf(`${SCHOOL}\n${prompt}`).wishes.find(({ text }) => text === prompt),
      );
    },
  );

  test.each(['rename students to pupils', 'remove teachers', 'translate to French'])(
    'that changes what is there is not said to be met: %s',
    (prompt) => {
      const spec = specOf(SCHOOL, prompt);
      expect(explain(spec, planApp(spec)).map(({ status }) => status)).toEqual(['unmet']);
    },
  );
});

test('any prompts give a spec of which an app can be planned, the same each time', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(SCHOOL, 'Add a page for invoices', 'make it red', 'Landing page for a gym'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 4 }), (prompts) => {
      const { spec } = readConversation(prompts);
      expect(appSpecSchema.parse(spec)).toEqual(spec);
      expect(() => planApp(spec)).not.toThrow();
      expect(readConversation(prompts).spec).toEqual(spec);
    }),
    { seed: 20261123, numRuns: 60 },
  );
});
