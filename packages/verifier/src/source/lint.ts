import { type FileTree, type Finding, decodeText } from '@promptly/common';
import { Linter, type SourceCode } from 'eslint';

import type { CheckOutcome } from '../check-outcome.ts';
import { createFilesCheck } from './check-files.ts';
import { appEslintConfig } from './eslint-config.ts';

const LINTED = /\.[jt]sx?$/;

/** Checks every file with the rules of the app's toolchain; no configuration, plugin or parser of the project is read. */
export function createLintCheck(): (tree: FileTree) => Promise<CheckOutcome> {
  // The folder only anchors the patterns of the configuration; nothing is read from it.
  const linter = new Linter({ configType: 'flat', cwd: '/' });
  const config = appEslintConfig();
  return createFilesCheck({
    covers: (path) => LINTED.test(path) && !path.startsWith('dist/'),
    findings(path, bytes) {
      const messages = linter.verify(decodeText(bytes), config, `/${path}`);
      const wasParsed = !messages.some(({ fatal }) => fatal);
      return [
        ...messages.map((message) => findingOf(path, message)),
        ...(wasParsed ? unseenSwitches(path, linter.getSourceCode()) : []),
      ];
    },
  });
}

function findingOf(path: string, message: Linter.LintMessage): Finding {
  return {
    severity: message.severity === 2 ? 'error' : 'warning',
    message: message.message,
    ...(message.ruleId === null ? {} : { rule: message.ruleId }),
    path,
    // ESLint reports line 0 for faults of a file as a whole.
    line: Math.max(1, message.line),
    column: Math.max(1, message.column),
  };
}

/**
 * A comment may switch off the rules that it names, as in any project, and the finding is gone. What is refused are the
 * comments which would empty the check without saying so: a disable that names no rule, and rules set inside a file.
 */
function unseenSwitches(path: string, sourceCode: SourceCode): Finding[] {
  return sourceCode.getAllComments().flatMap((comment) => {
    const message = unseenSwitch(comment.type, comment.value);
    if (!message) return [];
    const line = comment.loc?.start.line ?? 1;
    return [{ severity: 'error' as const, message, rule: 'no-unseen-switches', path, line }];
  });
}

function unseenSwitch(type: string, text: string): string | undefined {
  if (/^\s*eslint-disable(?:-next-line|-line)?\s*(?:--|$)/.test(text)) {
    return 'eslint-disable must name the rules that it switches off';
  }
  if (type === 'Block' && /^\s*eslint\s/.test(text)) {
    return 'rules are configured in the project, not inside a file';
  }
  return undefined;
}
