import type { FileHandle } from 'node:fs/promises';

import { RandomAccessReader } from 'yauzl';

/**
 * Reads an archive for yauzl, within the file's bounds. A zip64 field can point anywhere in 64 bits; handed
 * on to `fs.read` such a position throws where nothing can catch it.
 */
export class BoundedFileReader extends RandomAccessReader {
  readonly #file: FileHandle;
  readonly #sizeBytes: number;
  /** How much of the archive was read so far. */
  bytesRead = 0;

  constructor(file: FileHandle, sizeBytes: number) {
    super();
    this.#file = file;
    this.#sizeBytes = sizeBytes;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.readBytes(position, length).then(
      (bytes) => {
        bytes.copy(buffer, offset);
        callback(null);
      },
      (error: Error) => callback(error),
    );
  }

  async readBytes(position: number, length: number): Promise<Buffer> {
    if (!(position >= 0 && length >= 0 && position + length <= this.#sizeBytes)) {
      throw new Error(`points outside of the archive: ${position} + ${length}`);
    }
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await this.#file.read(bytes, 0, length, position);
    this.bytesRead += bytesRead;
    if (bytesRead < length) throw new Error('the archive ends too early');
    return bytes;
  }
}
