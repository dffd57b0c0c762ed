// Monaco with the languages that a web app is written in, and no other. Loaded by load-monaco.ts, when it is first needed.
import 'monaco-editor/features/register.all.js';
import 'monaco-editor/languages/definitions/css/register.js';
import 'monaco-editor/languages/definitions/html/register.js';
import 'monaco-editor/languages/definitions/javascript/register.js';
import 'monaco-editor/languages/definitions/markdown/register.js';
import 'monaco-editor/languages/definitions/typescript/register.js';
import 'monaco-editor/languages/definitions/yaml/register.js';

import {
  editor,
  KeyCode,
  KeyMod,
  languages,
  MarkerSeverity,
  Range,
  Uri,
} from 'monaco-editor/editor.js';
import * as css from 'monaco-editor/languages/features/css/register.js';
import * as html from 'monaco-editor/languages/features/html/register.js';
import * as json from 'monaco-editor/languages/features/json/register.js';
import * as typescript from 'monaco-editor/languages/features/typescript/register.js';

export const monaco = {
  editor,
  languages,
  KeyCode,
  KeyMod,
  MarkerSeverity,
  Range,
  Uri,
  css,
  html,
  json,
  typescript,
};
export type Monaco = typeof monaco;
export type { editor, IDisposable } from 'monaco-editor/editor.js';

/** Monaco asks the page for its workers. They are the files that Monaco names itself, so each is bundled once. */
self.MonacoEnvironment = {
  getWorker(_moduleId, label) {
    switch (label) {
      case 'typescript':
      case 'javascript':
        return new Worker(
          new URL('monaco-editor/languages/features/typescript/ts.worker.js', import.meta.url),
          { type: 'module' },
        );
      case 'css':
        return new Worker(
          new URL('monaco-editor/languages/features/css/css.worker.js', import.meta.url),
          { type: 'module' },
        );
      case 'html':
        return new Worker(
          new URL('monaco-editor/languages/features/html/html.worker.js', import.meta.url),
          { type: 'module' },
        );
      case 'json':
        return new Worker(
          new URL('monaco-editor/languages/features/json/json.worker.js', import.meta.url),
          { type: 'module' },
        );
      default:
        return new Worker(new URL('monaco-editor/editor/editor.worker.js', import.meta.url), {
          type: 'module',
        });
    }
  },
};
