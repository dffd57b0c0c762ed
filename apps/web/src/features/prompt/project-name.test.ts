import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { projectNameOf } from './project-name.ts';

test.each([
  ['SaaS dashboard with sidebar, charts, auth', 'SaaS dashboard'],
  ['An inventory app for a rural clinic: medicines with batch', 'Inventory app for a rural clinic'],
  ['Build me a todo list', 'Todo list'],
  ['Please create the landing page for Umurima, a cooperative', 'Landing page for Umurima'],
  ['Crée une boutique de café avec panier', 'Boutique de café'],
  ['  task tracker\nfor teams', 'Task tracker'],
  ['a', 'A'],
  ['...', '...'],
])('%j is named %j', (prompt, name) => {
  expect(projectNameOf(prompt)).toBe(name);
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
