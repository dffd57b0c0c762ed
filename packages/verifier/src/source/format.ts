import {
  APP_PRETTIER_OPTIONS,
  decodeText,
  type FileTree,
  type Finding,
  isPrettierIgnored,
} from '@promptly/common';
import type { Plugin } from 'prettier';
import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import * as html from 'prettier/plugins/html';
import * as markdown from 'prettier/plugins/markdown';
import * as postcss from 'prettier/plugins/postcss';
import * as typescript from 'prettier/plugins/typescript';
import * as yaml from 'prettier/plugins/yaml';
import * as prettier from 'prettier/standalone';

import type { CheckOutcome } from '../check-outcome.ts';
import { createFilesCheck } from './check-files.ts';

const FORMATTED = /\.(?:[cm]?[jt]s|[jt]sx|css|json|html|md|ya?ml)$/;
// The types of the plugin modules lack the printers which they export.
const PLUGINS = [babel, estree as Plugin, html, markdown, postcss, typescript, yaml];

/**
 * Checks that every file is formatted with the app's fixed options. Prettier's build for browsers is used: it cannot
 * look for configuration, plugins or files.
 */
export function createFormatCheck(): (tree: FileTree) => Promise<CheckOutcome> {
  return createFilesCheck({ covers: isFormatted, findings: formatFindings });
}

function isFormatted(path: string): boolean {
  return !isPrettierIgnored(path) && FORMATTED.test(path);
}

async function formatFindings(path: string, bytes: Uint8Array): Promise<Finding[]> {
  const text = decodeText(bytes);
  try {
    const formatted = await prettier.format(text, {
      ...APP_PRETTIER_OPTIONS,
      plugins: PLUGINS,
      filepath: path,
    });
    if (formatted === text) return [];
    const { line, expected } = firstDifference(text, formatted);
    return [
      {
        severity: 'error',
        message: `is not formatted; Prettier would write ${expected}`,
        rule: 'prettier',
        path,
        line,
      },
    ];
  } catch (error) {
    return [{ severity: 'error', rule: 'prettier', path, ...syntaxError(error) }];
  }
}

function firstDifference(text: string, formatted: string): { line: number; expected: string } {
  const actual = linesOf(text);
  const wanted = linesOf(formatted);
  const longer = actual.length > wanted.length ? actual : wanted;
  const index = longer.findIndex((_, at) => actual[at] !== wanted[at]);
  if (index === -1) return { line: actual.length, expected: 'one line break at the end' };
  const expected = wanted[index];
  return {
    line: index + 1,
    expected: expected === undefined ? 'no more lines' : `"${expected.trim().slice(0, 100)}"`,
  };
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}

/** Prettier's syntax errors carry a position; anything else is passed on as it is. */
function syntaxError(error: unknown): { message: string; line?: number; column?: number } {
  const { message, loc } = error as {
    message: string;
    loc?: { start?: { line: number; column: number } };
  };
  const summary = message.split('\n')[0] ?? message;
  const start = loc?.start;
  return start
    ? { message: summary, line: start.line, column: Math.max(1, start.column) }
    : { message: summary };
}
