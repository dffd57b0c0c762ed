import { expect, test } from '@jest/globals';
import { DrizzleQueryError } from 'drizzle-orm';

import { createLogger } from './logger.ts';

function logOf(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger('info', { write: (line) => void lines.push(line) }));
  return lines.join('');
}

test('secrets do not reach the log by the names that they go by', () => {
  const secrets = {
    authorization: 's3cret',
    cookie: 's3cret',
    password: 's3cret',
    accessToken: 's3cret',
    refreshToken: 's3cret',
    token: 's3cret',
    apiKey: 's3cret',
  };
  const text = logOf((log) => {
    log.info(secrets);
    log.info({ body: secrets });
    log.info({ req: { headers: secrets } });
  });
  expect(text).toContain('[redacted]');
  expect(text).not.toContain('s3cret');
});

test('a query that fails is logged without its values, and without what Postgres says of them', () => {
  const cause = Object.assign(new Error('duplicate key value'), {
    code: '23505',
    detail: 'Key (email)=(aline@example.com) already exists.',
  });
  const error = new DrizzleQueryError(
    'insert into ps_users values ($1)',
    ['aline@example.com'],
    cause,
  );
  const text = logOf((log) => log.error({ err: error }, 'request failed'));
  expect(text).toContain('insert into ps_users');
  expect(text).toContain('23505');
  expect(text).not.toContain('aline@example.com');
});

test('an error keeps its type, message, stack and causes', () => {
  const text = logOf((log) =>
    log.error({ err: new TypeError('outer', { cause: new Error('inner') }) }),
  );
  expect(JSON.parse(text)).toMatchObject({
    level: 'error',
    err: {
      type: 'TypeError',
      message: expect.stringContaining('outer'),
      cause: { message: 'inner' },
    },
  });
});
