import { createTransport } from 'nodemailer';

import { MailRefusedError, type MailTransport } from './mail-transport.ts';

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  url: string;
  /** An address, or `Name <address>`. */
  from: string;
}

const CONNECT_TIMEOUT_MS = 10_000;
/** Under the time after which a mail is tried again. */
const SILENCE_TIMEOUT_MS = 20_000;
/** Steps of the protocol which are about the mail; a refusal at another one is about the account or the connection. */
const ABOUT_THE_MAIL = ['RCPT TO', 'MAIL FROM', 'DATA'];

/** Sends by the operator's mail server, with STARTTLS where it offers that. */
export function createSmtpTransport({ url, from }: SmtpOptions): MailTransport {
  const transport = createTransport(
    {
      url,
      connectionTimeout: CONNECT_TIMEOUT_MS,
      greetingTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: SILENCE_TIMEOUT_MS,
      // A mail is made of what it is given, never of a file or an address named in it.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from, headers: { 'Auto-Submitted': 'auto-generated' } },
  );
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/>\s*$/, '');
  return {
    async send({ id, to, subject, text }) {
      try {
        await transport.sendMail({ to, subject, text, messageId: `<${id}@${domain}>` });
      } catch (error) {
        if (isRefusal(error)) throw new MailRefusedError(error.message, { cause: error });
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

function isRefusal(error: unknown): error is Error {
  if (!(error instanceof Error) || !('permanent' in error) || !('command' in error)) return false;
  return error.permanent === true && ABOUT_THE_MAIL.includes(String(error.command));
}
