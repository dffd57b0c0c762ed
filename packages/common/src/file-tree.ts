import { z } from 'zod';

import { LIMITS } from './limits.ts';

/** A project's files: normalised path (no leading slash) → bytes. Never mutated once shared. */
export type FileTree = ReadonlyMap<string, Uint8Array>;

export function encodeText(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Builds a tree from texts, in path order. */
export function treeFromTexts(texts: Iterable<readonly [string, string]>): FileTree {
  return sortTree(new Map([...texts].map(([path, text]) => [path, encodeText(text)])));
}

/** The same files in path order (by UTF-16 code unit), the order in which hashes and archives are made. */
export function sortTree(tree: FileTree): FileTree {
  return new Map([...tree].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** The text of one file, or undefined where the tree has no such path. */
export function textAt(tree: FileTree, path: string): string | undefined {
  const bytes = tree.get(path);
  return bytes && decodeText(bytes);
}

/** Whether two files are the same; one that is not there is the same as another that is not. */
export function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === b) return true;
  if (a?.length !== b?.length) return false;
  const length = a?.length ?? 0;
  // A loop: a call for each byte takes three times as long.
  for (let at = 0; at < length; at += 1) if (a?.[at] !== b?.[at]) return false;
  return true;
}

export type PathFault =
  'empty' | 'too_long' | 'too_deep' | 'traversal' | 'control_character' | 'backslash' | 'reserved';

// eslint-disable-next-line no-control-regex -- control characters are what this looks for
const CONTROL = /[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Surrogate}]/u;
const WINDOWS_RESERVED = /^(?:con|conin\$|conout\$|prn|aux|nul|(?:com|lpt)[\d¹²³])(?:\.|$)/i;
const WINDOWS_FORBIDDEN = /[<>:"|?*]/;
/** The folder of a repository, also by the short name that Windows gives it, and the packages of an app. */
const TOOL_FOLDER = /^(?:\.git|git~\d+|node_modules)$/i;
/** Some file systems leave these out of names: `.g\u200cit` is `.git` there. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;
const MAX_SEGMENT_BYTES = 255;

/** Normalises a project path (NFC, no leading slash) or says what is wrong with it. */
export function normalizePath(
  raw: string,
): { ok: true; path: string } | { ok: false; fault: PathFault } {
  // Before it is normalised: that takes the square of the length where marks are piled up.
  if (raw.length > 4 * LIMITS.pathMaxChars) return { ok: false, fault: 'too_long' };
  const path = raw.normalize('NFC').replace(/^\/+/, '');
  const segments = path.split('/');
  const fault = pathFault(path, segments);
  return fault ? { ok: false, fault } : { ok: true, path };
}

function pathFault(path: string, segments: string[]): PathFault | undefined {
  if (path === '') return 'empty';
  if (path.length > LIMITS.pathMaxChars) return 'too_long';
  if (segments.length > LIMITS.pathMaxDepth) return 'too_deep';
  if (path.includes('\\')) return 'backslash';
  if (CONTROL.test(path)) return 'control_character';
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    return 'traversal';
  }
  if (/^[a-z]:/i.test(path)) return 'traversal';
  if (segments.some((segment) => encodeText(segment).length > MAX_SEGMENT_BYTES)) return 'too_long';
  return segments.some(isReserved) ? 'reserved' : undefined;
}

/** Names that mean something else on the machines where projects are unpacked. */
function isReserved(segment: string): boolean {
  return (
    WINDOWS_RESERVED.test(segment) ||
    WINDOWS_FORBIDDEN.test(segment) ||
    /[. ]$/.test(segment) ||
    TOOL_FOLDER.test(segment.replace(IGNORABLE, ''))
  );
}

/** Schema of a project path; parses to the normalised form. */
export const projectPathSchema = z.string().transform((raw, context) => {
  const result = normalizePath(raw);
  if (result.ok) return result.path;
  context.addIssue({ code: 'custom', message: `invalid path: ${result.fault}` });
  return z.NEVER;
});

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
