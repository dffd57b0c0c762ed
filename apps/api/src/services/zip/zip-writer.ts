import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';

const compress = promisify(deflateRaw);

/** Written into every archive, so that it is as good as the bytes that it was made from. */
const COMPRESSION_LEVEL = 6;
const VERSION_NEEDED = 20;
/** Made on Unix, by that version of the format: readers then take the file mode seriously. */
const VERSION_MADE_BY = (3 << 8) | VERSION_NEEDED;
const UTF8_NAMES = 1 << 11;
const REGULAR_FILE_RW_R_R = 0o100644;
const MAX_ENTRIES = 0xffff;
const MAX_ARCHIVE_BYTES = 0xffffffff;

export interface ZipFile {
  path: string;
  bytes: Uint8Array;
}

/**
 * Yields a zip of the files in the order given, one file in memory at a time. The same files and date give
 * the same bytes wherever it runs. Throws beyond 65,535 files or 4 GiB, where the classic format ends.
 */
export async function* writeZip(
  files: AsyncIterable<ZipFile> | Iterable<ZipFile>,
  modifiedAt: Date,
): AsyncGenerator<Uint8Array> {
  const stamp = dosStamp(modifiedAt);
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const file of files) {
    const { name, fields, body } = await encode(file, stamp);
    directory.push(directoryRecord(name, fields, offset));
    const header = localHeader(name, fields);
    offset += header.length + body.length;
    assertFits(directory.length, offset);
    yield header;
    yield body;
  }
  const records = Buffer.concat(directory);
  assertFits(directory.length, offset + records.length);
  yield records;
  yield endRecord(directory.length, records.length, offset);
}

interface EntryFields {
  method: number;
  stamp: number;
  crc: number;
  storedSize: number;
  size: number;
}

async function encode({ path, bytes }: ZipFile, stamp: number) {
  const compressed = await compress(bytes, { level: COMPRESSION_LEVEL });
  const isSmaller = compressed.length < bytes.byteLength;
  const body = isSmaller ? compressed : bytes;
  const fields: EntryFields = {
    method: isSmaller ? 8 : 0,
    stamp,
    crc: crc32(bytes),
    storedSize: body.byteLength,
    size: bytes.byteLength,
  };
  return { name: Buffer.from(path, 'utf8'), fields, body };
}

function localHeader(name: Buffer, fields: EntryFields): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  writeSharedFields(header, 4, name, fields);
  return Buffer.concat([header, name]);
}

function directoryRecord(name: Buffer, fields: EntryFields, offset: number): Buffer {
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(VERSION_MADE_BY, 4);
  writeSharedFields(record, 6, name, fields);
  record.writeUInt32LE((REGULAR_FILE_RW_R_R << 16) >>> 0, 38);
  record.writeUInt32LE(offset, 42);
  return Buffer.concat([record, name]);
}

/** The 24 bytes that a local header and a directory record have in common. */
function writeSharedFields(target: Buffer, at: number, name: Buffer, fields: EntryFields): void {
  target.writeUInt16LE(VERSION_NEEDED, at);
  target.writeUInt16LE(UTF8_NAMES, at + 2);
  target.writeUInt16LE(fields.method, at + 4);
  target.writeUInt32LE(fields.stamp, at + 6);
  target.writeUInt32LE(fields.crc, at + 10);
  target.writeUInt32LE(fields.storedSize, at + 14);
  target.writeUInt32LE(fields.size, at + 18);
  target.writeUInt16LE(name.length, at + 22);
}

function endRecord(entries: number, directoryBytes: number, directoryOffset: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(entries, 8);
  record.writeUInt16LE(entries, 10);
  record.writeUInt32LE(directoryBytes, 12);
  record.writeUInt32LE(directoryOffset, 16);
  return record;
}

/** Time in the low and date in the high half, in UTC: the format has no time zone, and readers differ. */
function dosStamp(date: Date): number {
  const earliest = Date.UTC(1980, 0, 1);
  const latest = Date.UTC(2107, 11, 31, 23, 59, 58);
  const at = new Date(Math.min(Math.max(date.getTime(), earliest), latest));
  const day = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}

function assertFits(entries: number, bytes: number): void {
  if (entries > MAX_ENTRIES || bytes > MAX_ARCHIVE_BYTES) {
    throw new Error(`too much for one zip: ${entries} files, ${bytes} bytes`);
  }
}
