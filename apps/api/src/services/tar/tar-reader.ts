import { createReadStream } from 'node:fs';
import { open, rm, stat, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import { extract, type Extract } from 'tar-stream';

import { AppError, LIMITS } from '@promptly/common';

import {
  MAX_ENTRIES,
  MAX_LISTED_SKIPS,
  refuseDuplicates,
  refuseRatio,
  tooLarge,
  unwrapped,
  type CheckedArchive,
} from '../archives/archive-checks.ts';
import { decideEntry, invalidArchive, type EntryDecision } from '../archives/entry-rules.ts';

/** All that a tar may unpack to, with what is skipped: unlike in a zip, it has to be gone through. */
const MAX_UNPACKED_BYTES = 4 * LIMITS.projectMaxBytes;
/** Headers between the contents of two entries, and fill behind the last one. */
const MAX_HEADER_BYTES = 1024 * 1024;
const BLOCK_BYTES = 512;

/**
 * Opens a tar, gzipped or not, that nobody vouches for, checks all of it and lends it to `use`. Its files stand
 * unpacked in one file beside it until that ends. Throws `archive_invalid` (with `details.reason`) or
 * `archive_too_large`. At most one file is in memory.
 */
export async function withTar<T>(
  path: string,
  options: TarOptions,
  use: (archive: CheckedArchive) => Promise<T>,
): Promise<T> {
  const unpackedPath = `${path}.files`;
  const unpacked = await open(unpackedPath, 'wx+');
  try {
    return await use(await checkTar(path, options, unpacked));
  } finally {
    await unpacked.close();
    await rm(unpackedPath, { force: true });
  }
}

export interface TarOptions {
  gzipped: boolean;
  /**
   * For archives whose shape is known, such as those of repositories: where a file of the archive goes, undefined for
   * one that is left out, and links are skipped. Without it, the folder that wraps a whole project is dropped, and an
   * archive with a link is refused.
   */
  pathFor?: (path: string) => string | undefined;
}

type Entry = Extract extends AsyncIterable<infer E> ? E : never;

interface Member {
  path: string;
  size: number;
  /** In the file of unpacked ones. */
  start: number;
}

async function checkTar(
  path: string,
  { gzipped, pathFor }: TarOptions,
  unpacked: FileHandle,
): Promise<CheckedArchive> {
  const { size: archiveBytes } = await stat(path);
  const members: Member[] = [];
  const skipped: CheckedArchive['skipped'] = [];
  let entries = 0;
  let totalBytes = 0;
  for await (const entry of entriesOf(path, { gzipped, archiveBytes })) {
    entries += 1;
    if (entries > MAX_ENTRIES) throw tooLarge('entries', MAX_ENTRIES, entries);
    const decision = pathFor
      ? placed(decideEntry(withoutLink(entry)), entry, pathFor)
      : decideEntry(factsOf(entry));
    if (decision?.kind === 'skip' && skipped.length < MAX_LISTED_SKIPS) {
      skipped.push({ path: decision.path, reason: decision.reason });
    }
    if (decision?.kind !== 'file') {
      entry.resume();
      continue;
    }
    const member = { path: decision.path, size: entry.header.size, start: totalBytes };
    refuseSize(member, (totalBytes += member.size));
    members.push(member);
    if (members.length > LIMITS.projectMaxFiles) {
      throw tooLarge('files', LIMITS.projectMaxFiles, members.length);
    }
    for await (const chunk of contentOf(entry)) await unpacked.appendFile(chunk);
  }
  if (members.length === 0) throw invalidArchive('empty', 'The archive has no files to take over.');
  const named = pathFor ? members : unwrapped(members);
  refuseDuplicates(named);
  return {
    files: named.map((member) => ({ ...member, read: () => readMember(unpacked, member) })),
    skipped,
  };
}

/** Undefined for what is left out. */
function placed(
  decision: EntryDecision,
  entry: Entry,
  pathFor: (path: string) => string | undefined,
): EntryDecision | undefined {
  if (decision.kind === 'folder') return decision;
  const path = pathFor(decision.path);
  if (path === undefined) return undefined;
  if (isLink(entry)) return { kind: 'skip', path, reason: 'a link' };
  return { ...decision, path };
}

function refuseSize({ path, size }: Member, totalBytes: number): void {
  if (size > LIMITS.fileMaxBytes) throw tooLarge('file_bytes', LIMITS.fileMaxBytes, size, path);
  if (totalBytes > LIMITS.projectMaxBytes) {
    throw tooLarge('total_bytes', LIMITS.projectMaxBytes, totalBytes);
  }
}

async function readMember(unpacked: FileHandle, { size, start }: Member): Promise<Uint8Array> {
  const bytes = Buffer.alloc(size);
  if (size > 0) await unpacked.read(bytes, 0, size, start);
  return bytes;
}

const REGULAR_FILE = 0o100000;
const FOLDER = 0o040000;
const LINK = 0o120000;
const DEVICE = 0o020000;

const MODES: Readonly<Record<string, number>> = {
  ...{ file: REGULAR_FILE, 'contiguous-file': REGULAR_FILE, directory: FOLDER },
  ...{ link: LINK, symlink: LINK },
};

function factsOf({ header }: Entry): Parameters<typeof decideEntry>[0] {
  const { name, type, pax } = header;
  // Holes are told in the content, which would be taken for the file.
  const isSparse = Object.keys(pax ?? {}).some((key) => key.startsWith('GNU.sparse.'));
  const unixMode = isSparse ? DEVICE : (MODES[type] ?? DEVICE);
  const isFolder = unixMode === FOLDER && !name.endsWith('/');
  return {
    name: isFolder ? `${name}/` : name,
    ...{ unixMode, encrypted: false, compressionMethod: 0 },
  };
}

function isLink({ header }: Entry): boolean {
  return MODES[header.type] === LINK;
}

/** The same, as a file: its name is to be as good as every other one. */
function withoutLink(entry: Entry): ReturnType<typeof factsOf> {
  const facts = factsOf(entry);
  return isLink(entry) ? { ...facts, unixMode: REGULAR_FILE } : facts;
}

/** The entries one after the other, each to be read or left before the next. */
async function* entriesOf(
  path: string,
  source: { gzipped: boolean; archiveBytes: number },
): AsyncGenerator<Entry> {
  const parser = extract();
  // Where the content of the entry that was met last ends.
  const progress = { contentEnd: 0 };
  let fault: Error | undefined;
  const feeding = feed(parser, path, { ...source, progress }).catch((error: Error) => {
    fault = error;
    parser.destroy(error);
  });
  try {
    for await (const entry of parser) {
      const { size, type } = entry.header;
      progress.contentEnd = entry.offset + BLOCK_BYTES + (type === 'directory' ? 0 : size);
      yield entry;
    }
  } catch (error) {
    throw fault ?? malformed(error);
  } finally {
    parser.destroy();
    await feeding;
  }
  if (fault) throw fault;
}

async function* contentOf(entry: Entry): AsyncGenerator<Buffer> {
  try {
    yield* entry as AsyncIterable<Buffer>;
  } catch (error) {
    throw malformed(error);
  }
}

async function feed(
  parser: Extract,
  path: string,
  {
    gzipped,
    archiveBytes,
    progress,
  }: { gzipped: boolean; archiveBytes: number; progress: { contentEnd: number } },
): Promise<void> {
  let fed = 0;
  for await (const chunk of bytesOf(path, gzipped)) {
    fed += chunk.length;
    if (fed > MAX_UNPACKED_BYTES) throw tooLarge('skipped_bytes', MAX_UNPACKED_BYTES, fed);
    refuseRatio(fed, archiveBytes);
    if (fed - progress.contentEnd > MAX_HEADER_BYTES + BLOCK_BYTES + chunk.length) {
      throw invalidArchive('malformed', 'The archive has too much between its files.');
    }
    if (parser.destroyed) return;
    if (!parser.write(chunk)) await drained(parser);
  }
  parser.end(null);
}

function drained(parser: Extract): Promise<void> {
  return new Promise((resolve) => {
    parser.once('drain', resolve);
    parser.once('close', resolve);
  });
}

async function* bytesOf(path: string, gzipped: boolean): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  if (!gzipped) {
    yield* file as AsyncIterable<Buffer>;
    return;
  }
  const unzipped = createGunzip();
  const unzipping = pipeline(file, unzipped);
  // What goes wrong there ends the loop below as well.
  unzipping.catch(() => undefined);
  try {
    yield* unzipped as AsyncIterable<Buffer>;
  } catch (error) {
    throw malformed(error);
  }
}

function malformed(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const detail = error instanceof Error ? error.message : 'unreadable';
  return invalidArchive('malformed', `This is not a whole tar archive: ${detail}`);
}
