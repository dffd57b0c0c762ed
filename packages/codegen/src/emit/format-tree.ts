import { APP_PRETTIER_OPTIONS, encodeText, type FileTree, textAt } from '@promptly/common';
import { format } from 'prettier';

const PARSERS: Readonly<Record<string, string>> = {
  // A third faster than Prettier's own choice for these, which the check of an app uses; they write the same.
  ts: 'babel-ts',
  tsx: 'babel-ts',
  mts: 'babel-ts',
  cts: 'babel-ts',
  js: 'babel',
  jsx: 'babel',
  mjs: 'babel',
  cjs: 'babel',
  json: 'json',
  css: 'css',
  html: 'html',
  md: 'markdown',
  yaml: 'yaml',
  yml: 'yaml',
};

/**
 * The same tree as Prettier writes it, with an app's own options; files of other kinds stay as they are, and so do those
 * that `formatted` holds with the same text.
 */
export async function formatTree(
  tree: FileTree,
  formatted: ReadonlyMap<string, string> = new Map(),
): Promise<FileTree> {
  const result = new Map<string, Uint8Array>();
  for (const [path, bytes] of tree) {
    const parser = PARSERS[path.slice(path.lastIndexOf('.') + 1)];
    const text = textAt(tree, path) ?? '';
    // Plugins and configuration files of a project are never loaded: options are given here, in full.
    result.set(
      path,
      parser && formatted.get(path) !== text
        ? encodeText(await format(text, { ...APP_PRETTIER_OPTIONS, parser, plugins: [] }))
        : bytes,
    );
  }
  return result;
}
