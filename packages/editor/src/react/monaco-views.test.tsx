/** @jest-environment jsdom */
import { afterEach, expect, jest, test } from '@jest/globals';
import { cleanup, render } from '@testing-library/react';

import type { editor, Monaco } from '../monaco/monaco.ts';
import { CodeEditor } from './code-editor.tsx';
import { DiffView } from './diff-view.tsx';

const model = { isDisposed: () => false, uri: 'file:///src/main.tsx' } as never;

/** Monaco measures text, which needs a browser: this stands in for the parts that are called. */
function monacoWith(calls: Record<string, jest.Mock<(...args: never[]) => unknown>>): Monaco {
  const disposable = () => ({ dispose: () => undefined });
  const api = {
    createModel: disposable,
    getModelMarkers: () => [],
    onDidChangeMarkers: disposable,
    registerEditorOpener: disposable,
    setTheme: () => undefined,
    ...calls,
  };
  return { editor: api, MarkerSeverity: { Error: 8 } } as never;
}

const view = {
  dispose: () => undefined,
  getModel: () => null,
  onDidLayoutChange: () => ({ dispose: () => undefined }),
  setModel: () => undefined,
  updateOptions: () => undefined,
};

afterEach(cleanup);

test.each([
  [true, { smoothScrolling: false, cursorSmoothCaretAnimation: 'off' }],
  [false, { smoothScrolling: true, cursorSmoothCaretAnimation: 'on' }],
])('where less motion is asked for (%s) the code scrolls at once', (reduced, expected) => {
  window.matchMedia = (query) =>
    ({ matches: reduced && query === '(prefers-reduced-motion: reduce)' }) as MediaQueryList;
  const create = jest.fn((_box: HTMLElement, _options: editor.IEditorOptions) => view);
  render(
    <CodeEditor
      monaco={monacoWith({ create })}
      model={model}
      theme="promptly-light"
      readOnly={false}
      label="main.tsx"
    />,
  );
  expect(create.mock.lastCall?.[1]).toMatchObject(expected);
});

test('both sides of a comparison have names', () => {
  const createDiffEditor = jest.fn((_box: HTMLElement, _options: object) => view);
  render(
    <DiffView
      monaco={monacoWith({ createDiffEditor })}
      path="src/main.tsx"
      original=""
      model={model}
      theme="promptly-light"
      originalLabel="Saved elsewhere"
      modelLabel="Yours"
    />,
  );
  expect(createDiffEditor.mock.lastCall?.[1]).toMatchObject({
    originalAriaLabel: 'Saved elsewhere',
    modifiedAriaLabel: 'Yours',
  });
});
