import type { Location, Message } from 'esbuild';

import type { PreviewDiagnostic } from './preview-build.ts';

/** Namespace of a project's files within esbuild; in messages and maps it stands before their paths. */
export const APP_NAMESPACE = 'app';
const FILE_PREFIX = `${APP_NAMESPACE}:`;

/** More would bury the first, which is the one to mend. */
const MAX_DIAGNOSTICS = 50;

/** esbuild's messages as diagnostics of the project's files. */
export function diagnosticsOf(
  errors: readonly Message[],
  warnings: readonly Message[],
): PreviewDiagnostic[] {
  const all = [
    ...errors.map((message) => diagnosticOf(message, 'error')),
    ...warnings.map((message) => diagnosticOf(message, 'warning')),
  ];
  return all.slice(0, MAX_DIAGNOSTICS);
}

function diagnosticOf(
  { text, location }: Message,
  severity: PreviewDiagnostic['severity'],
): PreviewDiagnostic {
  if (location?.file.startsWith(FILE_PREFIX)) {
    const path = location.file.slice(FILE_PREFIX.length);
    // A stylesheet was compiled before esbuild read it: its lines are not the project's.
    return { severity, message: text, path, ...(!path.endsWith('.css') && placeIn(location)) };
  }
  // Our own plugin states the namespace beside the path.
  return location?.namespace === APP_NAMESPACE
    ? { severity, message: text, path: location.file, line: location.line, column: 1 }
    : { severity, message: text };
}

/** esbuild counts columns in bytes; editors count UTF-16 units. */
function placeIn({ line, column, lineText }: Location) {
  const before = Buffer.from(lineText).subarray(0, column).toString('utf8');
  return { line, column: before.length + 1 };
}

/** An error of a whole file or of none in particular. */
export function errorDiagnostic(message: string, path?: string): PreviewDiagnostic {
  return { severity: 'error', message, ...(path !== undefined && { path }) };
}
