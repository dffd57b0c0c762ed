import { type FileTree, type Finding, textAt } from '@promptly/common';
import type { PreviewBuild } from '@promptly/preview';

import { type CheckOutcome, outcomeOf } from '../check-outcome.ts';
import { readManifest, undeclaredPackages, unknownPackages } from './declared-packages.ts';

const INDEX = 'index.html';
const MODULE_SCRIPT = /<script\b(?=[^>]*\btype=["']?module)[^>]*\bsrc=["']?\.?\/?([^"'\s>]+)/i;
const TOOL_CONFIG = /^[\w.-]+\.config\.(?:[cm]?[jt]s)$/;
const STATIC_IMPORT = /^import\s[^'"]*['"]([^'"./][^'"]*)['"]/gm;

/** Judges a bundle by what `vite build` of the exported project would say, besides what the bundler itself said. */
export function checkBuild(tree: FileTree, built: PreviewBuild): CheckOutcome {
  const manifest = readManifest(tree);
  const findings = [
    ...built.diagnostics,
    ...entryFindings(tree),
    ...('finding' in manifest ? [manifest.finding] : []),
    ...undeclaredPackages(manifest, [...built.imports, ...toolImports(tree)]),
    ...unknownPackages(manifest),
  ];
  const bytes = (built.script?.length ?? 0) + built.style.length;
  return outcomeOf(findings, `${Math.ceil(bytes / 1024)} KiB of script and styles`);
}

/** The preview finds `src/main.tsx` by itself; Vite needs to be told. */
function entryFindings(tree: FileTree): Finding[] {
  const html = textAt(tree, INDEX);
  if (html === undefined) return [{ severity: 'error', message: 'the project has no index.html' }];
  const entry = MODULE_SCRIPT.exec(html.replace(/<!--[^]*?-->/g, ''))?.[1];
  if (entry === undefined) {
    return [
      {
        severity: 'error',
        message: 'loads no module script, so the app never starts',
        path: INDEX,
      },
    ];
  }
  if (tree.has(entry)) return [];
  return [{ severity: 'error', message: `loads /${entry}, which does not exist`, path: INDEX }];
}

/** Packages with which the project's own tools are configured, such as Vite's plugins. */
function toolImports(tree: FileTree): string[] {
  return [...tree.keys()]
    .filter((path) => TOOL_CONFIG.test(path))
    .flatMap((path) => [...(textAt(tree, path) ?? '').matchAll(STATIC_IMPORT)])
    .flatMap(([, specifier]) => (specifier && !specifier.startsWith('node:') ? [specifier] : []));
}
