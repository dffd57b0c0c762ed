import { createMailOutbox, type WaitingMail } from '../services/mail/mail-outbox.ts';
import type { Command } from './command.ts';

const RULE = '-'.repeat(72);

/** Prints every mail that waits, for the operator to hand on what is in it. */
export const printOutbox: Command = {
  parameters: [],
  summary: 'Shows the mails that wait to be sent, with their links',
  async run({ db, envelope, now, print }) {
    const waiting = await createMailOutbox(db, now, envelope).waiting();
    print(waiting.length === 0 ? 'No mail waits.\n' : `${waiting.map(describe).join(`${RULE}\n`)}`);
    return true;
  },
};

function describe({ to, subject, text, createdAt, expiresAt, attempts }: WaitingMail): string {
  const tried = attempts > 0 ? `, tried ${attempts} times` : '';
  return `To: ${to}
Subject: ${subject}
Written ${createdAt.toISOString()}, of use until ${expiresAt.toISOString()}${tried}

${text}`;
}
