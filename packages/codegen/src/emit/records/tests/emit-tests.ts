import { type RecordsPlan } from '../../../plan/records/records-plan.ts';
import { emitAppTest } from './app-test.ts';
import { emitFormTest } from './form-test.ts';
import { emitListTest } from './list-test.ts';

/** The tests of an app: its routes and how people sign in, what its lists find, what its forms refuse and save. */
export function emitTests(plan: RecordsPlan): [string, string][] {
  return [
    TEST_SETUP,
    emitAppTest(plan),
    ...plan.entities.flatMap((entity) => [emitListTest(plan, entity), emitFormTest(plan, entity)]),
  ];
}

const TEST_SETUP: [string, string] = [
  'src/test/setup.ts',
  `import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// The first page of a test file is compiled while the test waits for it.
configure({ asyncUtilTimeout: 5000 });

// jsdom lays nothing out and so knows no media queries.
window.matchMedia ??= (query) =>
  Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

afterEach(() => {
  cleanup();
  localStorage.clear();
});
`,
];
