import { open, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';

import { fromRandomAccessReader, getFileNameLowLevel, type Entry, type ZipFile } from 'yauzl';

import { LIMITS, type AppError } from '@promptly/common';

import {
  MAX_ENTRIES,
  MAX_LISTED_SKIPS,
  refuseDuplicates,
  refuseRatio,
  tooLarge,
  unwrapped,
  type CheckedArchive,
} from '../archives/archive-checks.ts';
import { decideEntry, invalidArchive } from '../archives/entry-rules.ts';
import { BoundedFileReader } from './bounded-file-reader.ts';

/** What deflate may add to bytes that it cannot shrink. */
const DEFLATE_SLACK_BYTES = 64 * 1024;

/**
 * Opens a zip that nobody vouches for, checks all of it and lends it to `use`; nothing is written anywhere.
 * Throws `archive_invalid` (with `details.reason`) or `archive_too_large`. At most one file is in memory.
 */
export async function withArchive<T>(
  path: string,
  use: (archive: CheckedArchive) => Promise<T>,
): Promise<T> {
  const file = await open(path, 'r');
  try {
    return await use(await checkArchive(file));
  } finally {
    await file.close();
  }
}

interface Candidate {
  path: string;
  entry: Entry;
}

interface Member extends Candidate {
  dataStart: number;
}

async function checkArchive(file: FileHandle): Promise<CheckedArchive> {
  const { size } = await file.stat();
  const reader = new BoundedFileReader(file, size);
  const zip = await openZip(reader, size);
  const { candidates, skipped } = await listEntries(zip);
  if (candidates.length === 0)
    throw invalidArchive('empty', 'The archive has no files to take over.');
  refuseBySizes(candidates, size);
  const named = unwrapped(candidates);
  refuseDuplicates(named);
  const members = await locate(zip, named);
  refuseOverlaps(members);
  for (const member of members) await readMember(reader, member);
  return {
    files: members.map((member) => ({
      path: member.path,
      size: member.entry.uncompressedSize,
      read: () => readMember(reader, member),
    })),
    skipped: skipped.slice(0, MAX_LISTED_SKIPS),
  };
}

function openZip(reader: BoundedFileReader, size: number): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false };
  return new Promise((resolve, reject) => {
    fromRandomAccessReader(reader, size, options, (error, zip) => {
      if (error) reject(malformed(error));
      else resolve(zip);
    });
  });
}

async function listEntries(zip: ZipFile) {
  if (zip.entryCount > MAX_ENTRIES) throw tooLarge('entries', MAX_ENTRIES, zip.entryCount);
  const candidates: Candidate[] = [];
  const skipped: { path: string; reason: string }[] = [];
  for (let i = 0; i < zip.entryCount; i++) {
    const entry = await nextEntry(zip);
    const decision = decideEntry({
      name: nameOf(entry),
      encrypted: entry.isEncrypted(),
      compressionMethod: entry.compressionMethod,
      unixMode: entry.externalFileAttributes >>> 16,
    });
    if (decision.kind === 'file') candidates.push({ path: decision.path, entry });
    if (decision.kind === 'skip') skipped.push({ path: decision.path, reason: decision.reason });
  }
  if (candidates.length > LIMITS.projectMaxFiles) {
    throw tooLarge('files', LIMITS.projectMaxFiles, candidates.length);
  }
  return { candidates, skipped };
}

function nextEntry(zip: ZipFile): Promise<Entry> {
  return new Promise((resolve, reject) => {
    const onEntry = (entry: Entry) => {
      zip.off('error', onError);
      resolve(entry);
    };
    const onError = (error: Error) => {
      zip.off('entry', onEntry);
      reject(malformed(error));
    };
    zip.once('entry', onEntry);
    zip.once('error', onError);
    zip.readEntry();
  });
}

function nameOf(entry: Entry): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
  // Strict: a backslash stays one, to be refused.
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
}

/** By what the archive says of itself; that it says the truth is checked when it is unpacked. */
function refuseBySizes(candidates: readonly Candidate[], archiveBytes: number): void {
  let total = 0;
  for (const { path, entry } of candidates) {
    const { uncompressedSize, compressedSize } = entry;
    if (uncompressedSize > LIMITS.fileMaxBytes) {
      throw tooLarge('file_bytes', LIMITS.fileMaxBytes, uncompressedSize, path);
    }
    if (compressedSize > uncompressedSize + DEFLATE_SLACK_BYTES) {
      throw invalidArchive('size_mismatch', `${path} is larger packed than unpacked.`, path);
    }
    refuseRatio(uncompressedSize, compressedSize, path);
    total += uncompressedSize;
    if (total > LIMITS.projectMaxBytes)
      throw tooLarge('total_bytes', LIMITS.projectMaxBytes, total);
  }
  refuseRatio(total, archiveBytes);
}

async function locate(zip: ZipFile, candidates: readonly Candidate[]): Promise<Member[]> {
  const members: Member[] = [];
  for (const { path, entry } of candidates) {
    const dataStart = await new Promise<number>((resolve, reject) => {
      zip.readLocalFileHeader(entry, { minimal: true }, (error, header) => {
        if (error) reject(malformed(error, path));
        else resolve(header.fileDataStart);
      });
    });
    members.push({ path, entry, dataStart });
  }
  return members;
}

/** Entries that share bytes make a small archive unpack to a very large one. */
function refuseOverlaps(members: readonly Member[]): void {
  const ordered = members.toSorted(
    (a, b) => a.entry.relativeOffsetOfLocalHeader - b.entry.relativeOffsetOfLocalHeader,
  );
  let end = 0;
  for (const { path, entry, dataStart } of ordered) {
    if (entry.relativeOffsetOfLocalHeader < end) {
      throw invalidArchive(
        'overlapping_entries',
        `${path} shares its bytes with another file.`,
        path,
      );
    }
    end = dataStart + entry.compressedSize;
  }
}

const inflate = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflateRaw);
const DEFLATED = 8;

async function readMember(reader: BoundedFileReader, member: Member): Promise<Uint8Array> {
  const { path, entry, dataStart } = member;
  const packed = await reader.readBytes(dataStart, entry.compressedSize).catch((error: Error) => {
    throw malformed(error, path);
  });
  const bytes = entry.compressionMethod === DEFLATED ? await unpack(packed, entry, path) : packed;
  if (bytes.length !== entry.uncompressedSize) throw sizeMismatch(path);
  if (crc32(bytes) !== entry.crc32) {
    throw invalidArchive('checksum_mismatch', `${path} is damaged: its checksum is wrong.`, path);
  }
  return bytes;
}

async function unpack(packed: Buffer, entry: Entry, path: string): Promise<Buffer> {
  try {
    // The count that matters is ours: unpacking stops at the size that was checked above.
    return await inflate(packed, { maxOutputLength: Math.max(entry.uncompressedSize, 1) });
  } catch (error) {
    if (fieldOf(error, 'code') === 'ERR_BUFFER_TOO_LARGE') throw sizeMismatch(path);
    throw malformed(error, path);
  }
}

function sizeMismatch(path: string): AppError {
  return invalidArchive('size_mismatch', `${path} is not as large as the archive says.`, path);
}

function malformed(error: unknown, path?: string): AppError {
  const detail = fieldOf(error, 'message') ?? 'unreadable';
  return invalidArchive('malformed', `This is not a whole zip archive: ${detail}.`, path);
}

function fieldOf(error: unknown, name: 'code' | 'message'): string | undefined {
  const fields =
    typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
  return typeof fields[name] === 'string' ? fields[name] : undefined;
}
