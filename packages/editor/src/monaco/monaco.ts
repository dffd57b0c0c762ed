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

/** Monaco asks the page for its workers; the bundler builds each from its own file. */
self.MonacoEnvironment = {
  getWorker(_moduleId, label) {
    switch (label) {
      case 'typescript':
      case 'javascript':
        return new Worker(new URL('./workers/typescript.worker.ts', import.meta.url), {
          type: 'module',
          name: label,
        });
      case 'css':
      case 'scss':
      case 'less':
        return new Worker(new URL('./workers/css.worker.ts', import.meta.url), {
          type: 'module',
          name: label,
        });
      case 'html':
        return new Worker(new URL('./workers/html.worker.ts', import.meta.url), {
          type: 'module',
          name: label,
        });
      case 'json':
        return new Worker(new URL('./workers/json.worker.ts', import.meta.url), {
          type: 'module',
          name: label,
        });
      default:
        return new Worker(new URL('./workers/editor.worker.ts', import.meta.url), {
          type: 'module',
          name: label,
        });
    }
  },
};
