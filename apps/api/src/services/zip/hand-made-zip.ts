import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a hand-made archive: a name and bytes, and every lie that a test wants told about them. */
export interface HandMadeEntry {
  name: string | Buffer;
  content?: Uint8Array | string;
  /** Bytes as they stand in the archive, instead of the content deflated. */
  packed?: Uint8Array;
  method?: number;
  flags?: number;
  unixMode?: number;
  crc?: number;
  size?: number;
  packedSize?: number;
  /** Points the directory at another place than where the entry's header stands. */
  headerOffset?: number;
  extra?: Buffer;
}

export interface HandMadeEnd {
  entryCount?: number;
  directoryOffset?: number;
  /** Put between the directory and the end record, such as zip64 records. */
  beforeEnd?: Buffer;
}

/** For tests: writes a zip byte by byte, so that any field can be wrong. */
export function makeZip(entries: readonly HandMadeEntry[], end: HandMadeEnd = {}): Buffer {
  const locals: Buffer[] = [];
  const records: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const fields = fieldsOf(entry);
    const local = Buffer.concat([localHeader(fields), fields.name, fields.packed]);
    records.push(directoryRecord(fields, entry.headerOffset ?? offset));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(records);
  const before = end.beforeEnd ?? Buffer.alloc(0);
  const count = end.entryCount ?? entries.length;
  const last = endRecord(count, directory.length, end.directoryOffset ?? offset);
  return Buffer.concat([...locals, directory, before, last]);
}

const UTF8_NAMES = 1 << 11;

function fieldsOf(entry: HandMadeEntry) {
  const content = Buffer.from(entry.content ?? '');
  const packed = Buffer.from(entry.packed ?? deflateRawSync(content));
  return {
    name: Buffer.from(entry.name),
    packed,
    method: entry.method ?? 8,
    flags: UTF8_NAMES | (entry.flags ?? 0),
    crc: entry.crc ?? crc32(content),
    packedSize: entry.packedSize ?? packed.length,
    size: entry.size ?? content.length,
    unixMode: entry.unixMode ?? 0o100644,
    extra: entry.extra ?? Buffer.alloc(0),
  };
}

type Fields = ReturnType<typeof fieldsOf>;

function localHeader(fields: Fields): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  writeShared(header, 4, fields);
  return header;
}

function directoryRecord(fields: Fields, offset: number): Buffer {
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE((3 << 8) | 20, 4);
  writeShared(record, 6, fields);
  record.writeUInt16LE(fields.extra.length, 30);
  record.writeUInt32LE((fields.unixMode << 16) >>> 0, 38);
  record.writeUInt32LE(offset, 42);
  return Buffer.concat([record, fields.name, fields.extra]);
}

function writeShared(target: Buffer, at: number, fields: Fields): void {
  target.writeUInt16LE(20, at);
  target.writeUInt16LE(fields.flags, at + 2);
  target.writeUInt16LE(fields.method, at + 4);
  target.writeUInt32LE(fields.crc, at + 10);
  target.writeUInt32LE(fields.packedSize, at + 14);
  target.writeUInt32LE(fields.size, at + 18);
  target.writeUInt16LE(fields.name.length, at + 22);
}

function endRecord(count: number, directoryBytes: number, directoryOffset: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(directoryBytes, 12);
  record.writeUInt32LE(directoryOffset, 16);
  return record;
}

/** A zip64 extra field with the values that a directory record marks as 0xffffffff, in their order. */
export function zip64Extra(...values: bigint[]): Buffer {
  const field = Buffer.alloc(4 + 8 * values.length);
  field.writeUInt16LE(0x0001, 0);
  field.writeUInt16LE(8 * values.length, 2);
  values.forEach((value, i) => field.writeBigUInt64LE(value, 4 + 8 * i));
  return field;
}

/** The locator of a zip64 end record at an offset. */
export function zip64Locator(offset: bigint): Buffer {
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(offset, 8);
  locator.writeUInt32LE(1, 16);
  return locator;
}
