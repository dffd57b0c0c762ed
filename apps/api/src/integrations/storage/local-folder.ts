import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';

import { AppError } from '@promptly/common';

import {
  assertObjectKey,
  type ObjectBody,
  type ObjectInfo,
  type ObjectStorage,
} from './object-storage.ts';

/** Where below its root an object's bytes are while they are written: a killed process leaves them there. */
export const TEMPORARY_FOLDER = 'tmp';

/**
 * Object storage in a folder of this machine: `objects/<key>` beside `tmp/`.
 * An object appears under its key by a rename once its bytes are on the disk, so that a crash or a full
 * disk never leaves a part of one.
 */
export function createLocalFolderStorage(root: string): ObjectStorage {
  const temporaries = join(root, TEMPORARY_FOLDER);
  const objects = join(root, 'objects');
  const pathOf = (key: string) => {
    assertObjectKey(key);
    return join(objects, key);
  };

  return {
    async put(key, body) {
      const path = pathOf(key);
      const temporary = join(temporaries, randomUUID());
      try {
        await writeDurably(temporary, body);
        await renameInto(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true });
        throw asStorageError(error);
      }
    },

    async get(key, range) {
      const path = pathOf(key);
      const file = await ifPresent(open(path, 'r'));
      if (!file) return undefined;
      if (range && range.start >= range.end) {
        await file.close();
        return Readable.from([]);
      }
      // The stream's `end` is inclusive, the range's is not.
      const bounds = range && { start: range.start, end: range.end - 1 };
      return createReadStream(path, { fd: file, ...bounds });
    },

    async getBytes(key) {
      return ifPresent(readFile(pathOf(key)));
    },

    async head(key) {
      const found = await ifPresent(stat(pathOf(key)));
      return found?.isFile() ? { key, size: found.size, modifiedAt: found.mtime } : undefined;
    },

    async delete(key) {
      await rm(pathOf(key), { force: true });
    },

    list: (prefix) => walk(objects, '', prefix),
  };
}

async function writeDurably(path: string, body: ObjectBody): Promise<void> {
  const file = await openCreatingFolder(path);
  try {
    if (body instanceof Uint8Array) await file.writeFile(body);
    else for await (const chunk of body) await file.appendFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function openCreatingFolder(path: string) {
  const opened = await ifPresent(open(path, 'wx'));
  if (opened) return opened;
  await mkdir(dirname(path), { recursive: true });
  return open(path, 'wx');
}

/** Renames, and syncs each folder that got a new name in it: a power cut must not lose the entry. */
async function renameInto(from: string, to: string): Promise<void> {
  const folder = dirname(to);
  const firstMade = await mkdir(folder, { recursive: true });
  await rename(from, to);
  const last = firstMade ? dirname(firstMade) : folder;
  for (let current = folder; ; current = dirname(current)) {
    await syncFolder(current);
    if (current === last) return;
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch((error: unknown) => {
    // Windows opens no folders; its file system journals the rename itself.
    if (['EPERM', 'EISDIR', 'EACCES'].includes(codeOf(error) ?? '')) return undefined;
    throw error;
  });
  try {
    await folder?.sync();
  } finally {
    await folder?.close();
  }
}

async function* walk(folder: string, key: string, prefix: string): AsyncIterable<ObjectInfo> {
  const entries = (await ifPresent(readdir(folder, { withFileTypes: true }))) ?? [];
  for (const entry of entries) {
    const childKey = key ? `${key}/${entry.name}` : entry.name;
    const child = join(folder, entry.name);
    if (entry.isDirectory()) {
      const reachable = `${childKey}/`.startsWith(prefix) || prefix.startsWith(`${childKey}/`);
      if (reachable) yield* walk(child, childKey, prefix);
    } else if (childKey.startsWith(prefix)) {
      const found = await ifPresent(stat(child));
      if (found) yield { key: childKey, size: found.size, modifiedAt: found.mtime };
    }
  }
}

async function ifPresent<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw asStorageError(error);
  }
}

const UNAVAILABLE: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk of the file storage is full.',
  EDQUOT: 'The disk quota of the file storage is used up.',
  EROFS: 'The file storage is read-only.',
  EACCES: 'The file storage does not allow this process to write.',
  EPERM: 'The file storage does not allow this process to write.',
  EMFILE: 'The file storage has too many files open.',
  EIO: 'The disk of the file storage fails.',
};

function asStorageError(error: unknown): unknown {
  const code = codeOf(error);
  const message = code && UNAVAILABLE[code];
  return message ? new AppError('unavailable', message, { cause: code }) : error;
}

function codeOf(error: unknown): string | undefined {
  const isCoded = typeof error === 'object' && error !== null && 'code' in error;
  return isCoded ? String(error.code) : undefined;
}
