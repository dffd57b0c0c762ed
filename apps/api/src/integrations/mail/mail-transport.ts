export interface OutgoingMail {
  /** The same in every attempt, so that a receiver knows a mail that comes twice. */
  id: string;
  to: string;
  subject: string;
  text: string;
}

/** The only way by which mails leave. */
export interface MailTransport {
  /** Throws `MailRefusedError` where trying again is of no use, and anything else where it may be. */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

/** The mail server does not take this mail, and will not later. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';
}
