import { AppError, encodeText, LIMITS, type FileTree } from '@promptly/common';

import type { CodeCheck } from './code-check.ts';

/** The files that somebody publishes as a component: its own, and those beside it. */
export interface PublishedCode {
  name: string;
  code: string;
  files: readonly { path: string; content: string }[];
}

/** Where a component's own file stands. */
export function mainPathOf(name: string): string {
  return `${name.replaceAll(' ', '-')}.tsx`;
}

/** Throws `limit_exceeded`, and `path_taken` for a path that is named twice. */
export function treeOf({ name, code, files }: PublishedCode): FileTree {
  const tree = new Map([[mainPathOf(name), encodeText(code)]]);
  for (const { path, content } of files) {
    if (tree.has(path)) throw new AppError('path_taken', `There are two files ${path}.`, { path });
    tree.set(path, encodeText(content));
  }
  const max = LIMITS.componentMaxBytes;
  const actual = [...tree.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (actual <= max) return tree;
  throw new AppError('limit_exceeded', `A component has at most ${max} bytes of code.`, {
    ...{ limit: 'componentMaxBytes', max, actual },
  });
}

/** Throws `validation_failed`, with the place, for a file that cannot be read as what its path says. */
export async function assertReadable(
  check: CodeCheck,
  orgId: string,
  published: PublishedCode,
): Promise<void> {
  const { name, code, files } = published;
  const texts = [
    ['code', mainPathOf(name), code] as const,
    ...files.map(({ path, content }, at) => [`files.${at}.content`, path, content] as const),
  ];
  for (const [field, path, text] of texts) {
    const fault = await check.findFault(orgId, path, text);
    if (!fault) continue;
    const { line, column } = fault;
    const place = line === null ? path : `${path}:${line}:${column ?? 1}`;
    const message = `${place}: ${fault.message}`;
    const issues = [{ in: 'body', path: field, message }];
    throw new AppError('validation_failed', `${field}: ${message}`, {
      issues,
      at: { path, line, column },
    });
  }
}
