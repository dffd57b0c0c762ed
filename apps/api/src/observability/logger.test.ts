import { expect, test } from '@jest/globals';
import { DrizzleQueryError } from 'drizzle-orm';
import fc from 'fast-check';

import { correlated } from './correlation.ts';
import { createLogger } from './logger.ts';
import { redactText } from './redact.ts';

type Log = ReturnType<typeof createLogger>;

function logOf(write: (log: Log) => void): string {
  const lines: string[] = [];
  write(createLogger('info', { write: (line) => void lines.push(line) }));
  return lines.join('');
}

/** Neither a part of anything else that a line holds, nor changed by JSON. */
const secrets = fc.stringMatching(/^[A-Za-z0-9_-]{16,40}$/).map((text) => `zq${text}`);
const hostileSecrets = fc
  .string({ minLength: 8, maxLength: 40, unit: 'binary' })
  .filter((text) => text.trim().length >= 8);

const places: [place: string, put: (secret: string) => unknown][] = [
  ['the header authorization', (authorization) => ({ req: { headers: { authorization } } })],
  ['the header cookie', (cookie) => ({ req: { headers: { cookie, host: 'a' } } })],
  ['the header set-cookie', (cookie) => ({ res: { headers: { 'set-cookie': [cookie] } } })],
  ['the header x-api-key', (key) => ({ req: { headers: { 'X-Api-Key': key } } })],
  ['a password of a body', (password) => ({ body: { user: { password } } })],
  ['another spelling of it', (secret) => ({ newPassword: secret, PASSWORD_CONFIRM: secret })],
  ['a token of a body', (token) => ({ body: { refreshToken: token, access_token: token } })],
  ['keys of providers', (key) => ({ env: { providerKeys: { openai: { main: [key] } } } })],
  ['a key far down', (key) => ({ a: { b: [{ c: { d: { openai_api_key: key } } }] } })],
  ['a map of secrets', (secret) => ({ secrets: { STRIPE: secret, list: [secret] } })],
  ['bytes', (secret) => ({ kek: Buffer.from(secret), other: Buffer.from(secret) })],
];

test.each(places)('a secret in %s reaches no line', (_place, put) => {
  fc.assert(
    fc.property(fc.oneof(secrets, hostileSecrets), (secret) => {
      const text = logOf((log) => {
        log.info(put(secret), 'said');
        log.info({ said: put(secret) }, 'formatted %j', put(secret) as object);
      });
      expect(text).not.toContain(JSON.stringify(secret).slice(1, -1));
      expect(
        text
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line) as unknown),
      ).toHaveLength(2);
    }),
  );
});

const sentences: [what: string, write: (secret: string) => string][] = [
  ['a password of an address', (secret) => `postgres://studio:${secret}@db.example.com:5432/app`],
  ['a key of a DSN', (secret) => `https://${secret}@errors.example.com/4`],
  ['a bearer token', (secret) => `refused: Bearer ${secret}`],
  ['a key of an API', (secret) => `the key pst_live_${secret} is gone`],
  ['a key of a provider', (secret) => `401: Incorrect API key provided: sk-${secret}.`],
  [
    'a parameter of an address',
    (secret) => `GET https://a.example/x?page=1&access_token=${secret}&b=2`,
  ],
  ['a JWT', (secret) => `eyJhbGciOiJSUzI1NiJ9.${secret}.${secret}`],
];

test.each(sentences)('%s in a message, an error or its causes reaches no line', (_what, write) => {
  fc.assert(
    fc.property(secrets, (secret) => {
      const said = write(secret);
      const error = new TypeError('outer', { cause: new Error(said, { cause: { url: said } }) });
      const text = logOf((log) => {
        log.warn(said);
        log.warn({ url: said, list: [said] }, said);
        log.warn({ err: error }, 'failed');
        log.warn({ nested: { error } });
        log.warn(new AggregateError([error], said));
        log.warn({ err: new Error(said) });
      });
      expect(text).not.toContain(secret);
      expect(text).toContain('[redacted]');
    }),
  );
});

test('what requests and answers libraries hang on their errors is left out', () => {
  const error = Object.assign(new Error('the call failed'), {
    code: 'E_CALL',
    config: { headers: { 'X-Anything': 's3cret' }, data: 's3cret' },
  });
  const text = logOf((log) => log.error({ err: error }));
  expect(text).toContain('E_CALL');
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
  const text = logOf((log) => {
    log.error({ err: error }, 'request failed');
    log.error(error);
    log.error({ err: new Error('outer', { cause: error }) });
  });
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
    msg: 'outer',
    err: {
      type: 'TypeError',
      message: 'outer',
      stack: expect.stringContaining('logger.test'),
      cause: { message: 'inner' },
    },
  });
});

test('what is not secret stays: numbers of tokens, ids, addresses without a password', () => {
  const about = { tokens: 120, jobId: 'cgj_1', url: 'https://a.example/x?page=2', ok: true };
  expect(JSON.parse(logOf((log) => log.info(about, 'done')))).toMatchObject(about);
});

test('anything at all can be logged, in time that its size bounds', () => {
  const around: Record<string, unknown> = { self: null, big: 10n, when: new Date(0) };
  around.self = around;
  Object.defineProperty(around, 'bad', { enumerable: true, get: () => 'x'.repeat(3_000_000) });
  const thrower = {
    get trap(): string {
      throw new Error('no');
    },
  };
  const text = logOf((log) => {
    log.info(around);
    log.info(thrower);
    log.info({ deep: JSON.parse('['.repeat(500) + ']'.repeat(500)) as unknown });
  });
  expect(text.split('\n').filter(Boolean)).toHaveLength(3);
  expect(text.length).toBeLessThan(100_000);
  fc.assert(
    fc.property(fc.anything(), (value) => {
      JSON.parse(logOf((log) => log.info({ value })));
    }),
  );
});

test.each(['eyJ-', 'Bearer ', 'sk-', '://a:b', '?token', 'AKIA', 'token=', '-eyJa.'])(
  'what begins like a secret over and over takes no time to look at: %s',
  (start) => {
    // With a search to the end for each beginning, this takes minutes.
    for (let i = 0; i < 300; i += 1) redactText(start.repeat(Math.ceil(32_768 / start.length)));
  },
);

test('each line names the request and the job that it was written for, wherever that was', async () => {
  const lines: string[] = [];
  const log = createLogger('info', { write: (line) => void lines.push(line) });
  await Promise.all(
    ['one', 'two'].map((id) =>
      correlated({ requestId: id, jobId: `job-${id}` }, async () => {
        await new Promise((resolve) => setImmediate(resolve));
        log.info({ said: id });
      }),
    ),
  );
  log.info({ said: 'nobody' });
  const ids = lines.map((line) => {
    const { said, requestId, jobId } = JSON.parse(line) as Record<string, string>;
    return [said, requestId, jobId];
  });
  expect(ids).toEqual([
    ['one', 'one', 'job-one'],
    ['two', 'two', 'job-two'],
    ['nobody', undefined, undefined],
  ]);
});
