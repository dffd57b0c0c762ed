import { MailRefusedError, type MailTransport } from '../../integrations/mail/mail-transport.ts';
import type { Logger } from '../../observability/logger.ts';
import type { MailOutbox, WaitingMail } from './mail-outbox.ts';

/** At once: one that hangs must not hold the others until they count as not sent. */
const BATCH = 5;

/**
 * Sends the mails that are due, and tells whether more may be. Each is sent at least once, and seldom twice: a
 * program that dies between sending a mail and noting it sends it again, under the same message id.
 */
export async function deliverMails(
  outbox: MailOutbox,
  transport: MailTransport,
  log: Logger,
  count: (outcome: 'sent' | 'refused' | 'failed') => void = ignore,
): Promise<boolean> {
  const due = await outbox.claim(BATCH);
  await Promise.all(due.map(deliver));
  return due.length === BATCH;

  async function deliver(mail: WaitingMail): Promise<void> {
    const { id: mailId, attempts } = mail;
    try {
      await transport.send(mail);
      await outbox.markSent(mailId);
      count('sent');
    } catch (error) {
      log.warn({ err: error, mailId, attempts }, 'a mail was not sent');
      const isRefused = error instanceof MailRefusedError;
      count(isRefused ? 'refused' : 'failed');
      if (isRefused) await outbox.giveUp(mailId);
    }
  }
}

function ignore(): void {
  // Nobody counts.
}
