import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { projectNameOf } from './project-name.ts';

test.each([
  ['SaaS dashboard with sidebar, charts, auth', 'SaaS dashboard'],
  ['An inventory app for a rural clinic: medicines with batch', 'Inventory app for a rural clinic'],
  ['Build me a todo list', 'Todo list'],
  ['Please create the landing page for Umurima, a cooperative', 'Landing page for Umurima'],
  ['Crée une boutique de café avec panier', 'Boutique de café'],
  ['Landing page for a bakery called Umugati in Kigali', 'Umugati'],
  ['A shop named "kigali coffee house" with a cart', 'Kigali coffee house'],
  ['Un site pour une boulangerie nommée « Le Bon Pain » à Huye', 'Le Bon Pain'],
  ['A page that is called often', 'Page'],
  [
    'Booking calendar of the municipal swimming pool for the summer',
    'Booking calendar of the municipal swimming pool',
  ],
  [
    'Inventory and deliveries of the small warehouse in the harbour',
    'Inventory and deliveries of the small warehouse',
  ],
  [
    'Suivi des livraisons de la coopérative laitière de la région',
    'Suivi des livraisons de la coopérative laitière',
  ],
  ['  task tracker\nfor teams', 'Task tracker'],
  ['a', 'A'],
  ['...', '...'],
])('%j is named %j', (prompt, name) => {
  expect(projectNameOf(prompt)).toBe(name);
});

test('a cut name ends at a word of the prompt, and never leads on to what was cut', () => {
  const word = fc.constantFrom(
    'orders',
    'of',
    'the',
    'clinic',
    'for',
    'a',
    'nurse',
    'in',
    'Huye',
    'à',
    'la',
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 20, maxLength: 40 }), (words) => {
      fc.pre(words.slice(0, 4).includes('orders'));
      const name = projectNameOf(`stock ${words.join(' ')}`);
      expect(`Stock ${words.join(' ')} `.startsWith(`${name} `)).toBe(true);
      expect(name).not.toMatch(/ (of|the|for|a|in|à|la)$/);
    }),
  );
});

test('any prompt with text in it gives a name that the API takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (prompt) => {
      fc.pre(prompt.trim() !== '');
      const name = projectNameOf(prompt);
      expect(name.trim().length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(100);
    }),
  );
});
