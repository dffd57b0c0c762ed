import { AppError, normalizePath } from '@promptly/common';

/** What an archive says of one of its entries. */
export interface EntryFacts {
  name: string;
  encrypted: boolean;
  compressionMethod: number;
  /** File type and permissions as Unix has them, zero when the archive was made elsewhere. */
  unixMode: number;
}

export type EntryDecision =
  | { kind: 'file'; path: string }
  | { kind: 'folder' }
  | { kind: 'skip'; path: string; reason: string };

/** Why an archive is refused, as `details.reason` tells it. */
export type ArchiveFault =
  | 'malformed'
  | 'truncated'
  | 'traversal'
  | 'absolute_path'
  | 'backslash'
  | 'invalid_path'
  | 'link'
  | 'special_file'
  | 'encrypted'
  | 'compression_method'
  | 'duplicate'
  | 'overlapping_entries'
  | 'size_mismatch'
  | 'checksum_mismatch'
  | 'empty';

export function invalidArchive(reason: ArchiveFault, message: string, entry?: string): AppError {
  return new AppError('archive_invalid', message, {
    reason,
    ...(entry !== undefined && { entry: entry.slice(0, MAX_SHOWN_CHARS) }),
  });
}

const MAX_SHOWN_CHARS = 300;
const STORED = 0;
const DEFLATED = 8;
const TYPE_BITS = 0o170000;
const TYPE_LINK = 0o120000;
const PLAIN_TYPES: ReadonlySet<number> = new Set([0, 0o100000, 0o040000]);

/** Folders and files that systems and tools leave in archives, and what must not travel. */
const SKIPPED: readonly { pattern: RegExp; reason: string }[] = [
  { pattern: /^__MACOSX(\/|$)/, reason: 'metadata of macOS' },
  {
    pattern: /(^|\/)(\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini)$/i,
    reason: 'metadata of the system',
  },
  { pattern: /(^|\/)node_modules(\/|$)/i, reason: 'installed packages' },
  { pattern: /(^|\/)\.git(\/|$)/i, reason: 'the history of Git' },
  { pattern: /(^|\/)\.env(\.(?!example$|sample$|template$)[^/]*)?$/i, reason: 'may hold secrets' },
  { pattern: /^([^/]+\/)?promptly\.manifest\.json$/, reason: 'made anew by each export' },
];

const NAME_MAX_CHARS = 4_096;

/** Decides what becomes of an entry; throws `archive_invalid` where the whole archive cannot be trusted. */
export function decideEntry(entry: EntryFacts): EntryDecision {
  const { name } = entry;
  // First: what is done with a name takes longer the longer it is.
  if (name.length > NAME_MAX_CHARS) {
    throw invalidArchive(
      'invalid_path',
      `The path ${shown(name)} is far too long.`,
      name.slice(0, 100),
    );
  }
  refuseHostileName(name);
  refuseHostileKind(entry);
  if (name.endsWith('/')) return { kind: 'folder' };
  const path = name.replace(/^(\.\/)+/, '');
  const reason = skipReasonOf(path);
  if (reason !== undefined) return { kind: 'skip', path, reason };
  const normalized = normalizePath(path);
  if (!normalized.ok) {
    throw invalidArchive(
      'invalid_path',
      `The path ${shown(name)} is not possible: ${normalized.fault}.`,
      name,
    );
  }
  return { kind: 'file', path: normalized.path };
}

/** Why a file is left behind when files travel; undefined for one that goes along. */
export function skipReasonOf(path: string): string | undefined {
  return SKIPPED.find(({ pattern }) => pattern.test(path))?.reason;
}

function refuseHostileName(name: string): void {
  if (name.includes('\\')) {
    throw invalidArchive('backslash', `The path ${shown(name)} has a backslash.`, name);
  }
  if (name.startsWith('/') || /^[a-z]:/i.test(name)) {
    throw invalidArchive('absolute_path', `The path ${shown(name)} is absolute.`, name);
  }
  if (name.split('/').includes('..')) {
    throw invalidArchive('traversal', `The path ${shown(name)} leads out of the archive.`, name);
  }
}

function refuseHostileKind({ name, encrypted, compressionMethod, unixMode }: EntryFacts): void {
  if ((unixMode & TYPE_BITS) === TYPE_LINK) {
    throw invalidArchive('link', `${shown(name)} is a link.`, name);
  }
  if (!PLAIN_TYPES.has(unixMode & TYPE_BITS)) {
    throw invalidArchive('special_file', `${shown(name)} is neither a file nor a folder.`, name);
  }
  if (encrypted) {
    throw invalidArchive('encrypted', `${shown(name)} is encrypted.`, name);
  }
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) {
    throw invalidArchive('compression_method', `${shown(name)} is packed in an unknown way.`, name);
  }
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 100));
}
