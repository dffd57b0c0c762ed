import type { Container } from '../container.ts';
import { CHANNELS } from '../db/listener.ts';
import { createSmtpTransport } from '../integrations/mail/smtp-transport.ts';
import { startTableLoop, type TableLoop } from '../jobs/table-loop.ts';
import { deliverMails } from '../services/mail/deliver-mails.ts';
import type { Part } from './part.ts';

/** Sends the mails of the outbox where a mail server is set; else they stay there. */
export function mailSender({ config, listener, log, mails, services }: Container): Part {
  const { smtpUrl: url, from } = config.mail;
  let loop: TableLoop | undefined;
  const transport = url === null ? null : createSmtpTransport({ url, from });
  return {
    name: 'mail',
    start() {
      if (transport) {
        loop = startTableLoop({
          listener,
          channel: CHANNELS.mails,
          work: () => deliverMails(mails, transport, log, services.metrics.parts.countMail),
          onError: (error) =>
            log.warn({ err: error }, 'mails could not be looked up; trying again'),
        });
      }
      return Promise.resolve();
    },
    async stop() {
      await loop?.close();
      transport?.close();
    },
  };
}
