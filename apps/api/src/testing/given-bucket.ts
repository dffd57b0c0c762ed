import { createS3Storage, type S3Options, type S3Storage } from '../integrations/storage/s3.ts';

/**
 * The bucket of `TEST_S3_ENDPOINT`, `TEST_S3_BUCKET`, `TEST_S3_ACCESS_KEY_ID`, `TEST_S3_SECRET_ACCESS_KEY` and, where they
 * differ from the program's defaults, `TEST_S3_REGION` and `TEST_S3_FORCE_PATH_STYLE`; undefined without them.
 */
export function givenBucket(): S3Options | undefined {
  const environment = process.env; // eslint-disable-line no-restricted-properties -- who runs the tests names the service
  const given = (name: string) => environment[`TEST_S3_${name}`];
  const bucket = given('BUCKET');
  if (bucket === undefined) return undefined;
  return {
    bucket,
    endpoint: given('ENDPOINT') ?? null,
    region: given('REGION') ?? 'us-east-1',
    accessKeyId: given('ACCESS_KEY_ID') ?? '',
    secretAccessKey: given('SECRET_ACCESS_KEY') ?? '',
    forcePathStyle: given('FORCE_PATH_STYLE') !== 'false',
  };
}

/** Storage in a bucket that has to be empty, and is empty again when it is closed. */
export async function openEmptyBucket(
  options: S3Options,
): Promise<{ storage: S3Storage; close(): Promise<void> }> {
  const storage = createS3Storage(options);
  for await (const { key } of storage.list('')) {
    storage.close();
    throw new Error(`The bucket ${options.bucket} is not empty: it has ${key}.`);
  }
  return {
    storage,
    async close() {
      const keys: string[] = [];
      for await (const { key } of storage.list('')) keys.push(key);
      for (const key of keys) await storage.delete(key);
      storage.close();
    },
  };
}
