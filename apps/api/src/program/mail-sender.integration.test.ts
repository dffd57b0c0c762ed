import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import { mails } from '../db/schema/index.ts';
import { createSmtpTransport } from '../integrations/mail/smtp-transport.ts';
import { deliverMails } from '../services/mail/deliver-mails.ts';
import { startMailServer, type MailServer } from '../testing/mail-server.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { mailSender } from './mail-sender.ts';

const MINUTE_MS = 60_000;

let server: MailServer;
let studio: TestApp;
let clock = new Date('2026-11-22T10:00:00Z');
let people = 0;

beforeAll(async () => {
  server = await startMailServer();
  const env = {
    ...{ SMTP_URL: server.url, PUBLIC_URL: 'https://studio.example' },
    MAIL_FROM: 'The Studio <studio@example.com>',
  };
  studio = await createTestApp({ env, now: () => clock });
});
afterEach(() => {
  server.refuseWith(null);
  server.received.length = 0;
});
afterAll(async () => {
  await studio.dispose();
  await server.close();
});

const later = (ms: number) => (clock = new Date(clock.getTime() + ms));

/** Writes a mail, and returns whom it is for. */
async function write(lifeMs = 24 * 60 * MINUTE_MS): Promise<string> {
  people += 1;
  const to = `person${people}@example.com`;
  const link = `https://studio.example/a-page#token=${'x'.repeat(60)}`;
  const text = `A line that is so long that it has to be folded on its way, as many mail servers ask for.\n\n${link}\n.\n`;
  const { mails: outbox, db } = studio.container;
  await outbox.add(db, { to, subject: 'Aperçu', text }, new Date(clock.getTime() + lifeMs));
  return to;
}

async function deliver(): Promise<void> {
  const { mails: outbox, log } = studio.container;
  const transport = createSmtpTransport({ url: server.url, from: 'studio@example.com' });
  while (await deliverMails(outbox, transport, log));
  transport.close();
}

const receivers = () => server.received.map(({ to }) => to);
const rowOf = async (to: string) => {
  const [row] = await studio.container.db.select().from(mails).where(eq(mails.toAddress, to));
  return row;
};

test('a mail is sent as soon as it is written, whole and once, and its body is forgotten', async () => {
  const sender = mailSender(studio.container);
  await sender.start();
  const to = await write();
  while (!(await rowOf(to))?.sentAt) await sleep(10);
  await sender.stop();
  await deliver();
  expect(server.received).toHaveLength(1);
  const [mail] = server.received;
  expect(mail).toMatchObject({ to, from: 'studio@example.com' });
  expect(mail?.headers).toMatchObject({
    from: 'The Studio <studio@example.com>',
    'auto-submitted': 'auto-generated',
    'message-id': `<${(await rowOf(to))?.id}@example.com>`,
  });
  expect(mail?.text).toContain(`\nhttps://studio.example/a-page#token=${'x'.repeat(60)}\n`);
  expect((await rowOf(to))?.bodyWrapped).toBeNull();
});

test('a mail that the server does not take now is tried again later, at most until it is of no use', async () => {
  const to = await write(10 * MINUTE_MS);
  server.refuseWith('451 try again');
  await deliver();
  server.refuseWith(null);
  await deliver();
  expect(receivers()).toEqual([]);
  later(MINUTE_MS);
  server.refuseWith('421 too busy');
  await deliver();
  later(5 * MINUTE_MS);
  server.refuseWith(null);
  await deliver();
  expect(receivers()).toEqual([to]);

  await write(MINUTE_MS);
  later(MINUTE_MS);
  await deliver();
  expect(receivers()).toEqual([to]);
});

test('a mail that the server will never take is given up, and holds up no other', async () => {
  await write();
  server.refuseWith('550 no such user');
  await deliver();
  server.refuseWith(null);
  later(60 * MINUTE_MS);
  const other = await write();
  await deliver();
  expect(receivers()).toEqual([other]);
});

test('two senders share the mails, and send each one once', async () => {
  const written = [];
  for (let i = 0; i < 25; i += 1) written.push(await write());
  await Promise.all([deliver(), deliver()]);
  expect(receivers().sort()).toEqual(written.sort());
});

test('neither the table nor the log holds what is in a mail, and what is past its time is removed', async () => {
  const to = await write();
  const row = await rowOf(to);
  expect(JSON.stringify(row)).not.toContain('token');
  server.refuseWith('451 try again');
  await deliver();
  expect(studio.logLines.join('')).not.toContain('#token');
  later(24 * 60 * MINUTE_MS);
  await studio.container.mails.purge();
  expect(await rowOf(to)).toBeUndefined();
});
