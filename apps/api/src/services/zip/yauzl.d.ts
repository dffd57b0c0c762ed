import type {} from 'yauzl';

/** What the published types of yauzl lack. */
declare module 'yauzl' {
  interface Entry {
    fileNameRaw: Buffer;
  }

  interface ZipFile {
    readLocalFileHeader(
      entry: Entry,
      options: { minimal: true },
      callback: (error: Error | null, header: { fileDataStart: number }) => void,
    ): void;
  }

  function fromRandomAccessReader(
    reader: RandomAccessReader,
    totalSize: number,
    options: Options,
    callback: (error: Error | null, zip: ZipFile) => void,
  ): void;

  function getFileNameLowLevel(
    generalPurposeBitFlag: number,
    fileName: Buffer,
    extraFields: { id: number; data: Buffer }[],
    strictFileNames: boolean,
  ): string;
}
