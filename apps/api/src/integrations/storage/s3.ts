import { Readable } from 'node:stream';

import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  type GetObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';

import { AppError } from '@promptly/common';

import { assertObjectKey, type ByteRange, type ObjectStorage } from './object-storage.ts';

export interface S3Options {
  /** Null for Amazon's own. */
  endpoint: string | null;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** The bucket in the path rather than in the host's name. */
  forcePathStyle: boolean;
  /** How often a request is tried in all, where the service is busy or does not answer. */
  maxAttempts?: number;
}

export interface S3Storage extends ObjectStorage {
  /** Closes its connections. */
  close(): void;
}

const CONNECT_TIMEOUT_MS = 5_000;
/** Without a byte of an answer. */
const REQUEST_TIMEOUT_MS = 30_000;
const MAX_ATTEMPTS = 3;
/** Of one upload at once; each holds a part of 5 MiB in memory. */
const PARTS_AT_ONCE = 2;

/** Object storage in a bucket: Amazon's, or what speaks its protocol (MinIO, R2, Supabase, GCS interoperability). */
export function createS3Storage(options: S3Options): S3Storage {
  const { bucket: Bucket, accessKeyId, secretAccessKey } = options;
  const connect = () =>
    new S3Client({
      endpoint: options.endpoint ?? undefined,
      region: options.region,
      forcePathStyle: options.forcePathStyle,
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: options.maxAttempts ?? MAX_ATTEMPTS,
      requestHandler: {
        connectionTimeout: CONNECT_TIMEOUT_MS,
        requestTimeout: REQUEST_TIMEOUT_MS,
        throwOnRequestTimeout: true,
      },
      // Compatible services refuse what they do not know.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  const client = connect();
  // With connections of their own: a stream holds one for as long as its reader takes.
  const streams = connect();

  return {
    async put(Key, body) {
      assertObjectKey(Key);
      const isWhole = body instanceof Uint8Array;
      await asking(
        isWhole
          ? client.send(new PutObjectCommand({ Bucket, Key, Body: body }))
          : // Parts become an object all at once, at the end; of an upload that fails none are kept.
            new Upload({
              client,
              params: { Bucket, Key, Body: Readable.from(body, { objectMode: false }) },
              queueSize: PARTS_AT_ONCE,
            }).done(),
      );
    },

    async get(Key, range) {
      assertObjectKey(Key);
      if (range && range.start >= range.end) {
        return (await this.head(Key)) && Readable.from([]);
      }
      const found = await getObject(streams, Key, range);
      return found?.Body as Readable | undefined;
    },

    async getBytes(Key) {
      assertObjectKey(Key);
      const found = await getObject(client, Key);
      return found?.Body && Buffer.from(await asking(found.Body.transformToByteArray()));
    },

    async head(Key) {
      assertObjectKey(Key);
      const found = await ifPresent(client.send(new HeadObjectCommand({ Bucket, Key })));
      return (
        found && {
          key: Key,
          size: found.ContentLength ?? 0,
          modifiedAt: found.LastModified ?? new Date(0),
        }
      );
    },

    async delete(Key) {
      assertObjectKey(Key);
      await ifPresent(client.send(new DeleteObjectCommand({ Bucket, Key })));
    },

    async *list(prefix) {
      const pages = paginateListObjectsV2({ client }, { Bucket, Prefix: prefix });
      for (;;) {
        const page = await asking(pages.next());
        if (page.done) return;
        for (const { Key, Size = 0, LastModified = new Date(0) } of page.value.Contents ?? []) {
          if (Key !== undefined) yield { key: Key, size: Size, modifiedAt: LastModified };
        }
      }
    },

    close() {
      client.destroy();
      streams.destroy();
    },
  };

  function getObject(
    from: S3Client,
    Key: string,
    range?: ByteRange,
  ): Promise<GetObjectCommandOutput | undefined> {
    // The header's end is inclusive, the range's is not.
    const Range = range && `bytes=${range.start}-${range.end - 1}`;
    return ifPresent(from.send(new GetObjectCommand({ Bucket, Key, Range })));
  }
}

async function ifPresent<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await asking(result);
  } catch (error) {
    if (isAnswer(error) && ['NoSuchKey', 'NotFound'].includes(error.name)) return undefined;
    throw error;
  }
}

/** What the service answers, or why it cannot be used now as `unavailable`. */
async function asking<T>(result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (error) {
    const message = reasonOf(error);
    throw message ? new AppError('unavailable', message, { cause: nameOf(error) }) : error;
  }
}

function reasonOf(error: unknown): string | undefined {
  if (isAnswer(error)) {
    const status = error.$metadata.httpStatusCode ?? 0;
    if (error.name === 'NoSuchBucket') return 'The bucket of the file storage does not exist.';
    if (status === 401 || status === 403) {
      return 'The file storage does not take the key of this program.';
    }
    if (status === 507) return 'The file storage is full.';
    return status === 429 || status >= 500 ? 'The file storage is busy or fails.' : undefined;
  }
  // In the message as well: the client wraps errors that it does not know.
  return NETWORK_FAULTS.test(`${nameOf(error)} ${String(error)}`)
    ? 'The file storage does not answer.'
    : undefined;
}

const NETWORK_FAULTS =
  /\b(ECONN\w+|EPIPE|EHOST\w+|ENET\w+|ENOTFOUND|EAI_\w+|ETIMEDOUT|TimeoutError|EPROTO)\b/;

/** The client makes such an error of a broken connection, too; that one has no status. */
function isAnswer(error: unknown): error is S3ServiceException {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode !== undefined;
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
