import { createMailOutbox, type WaitingMail } from '../services/mail/mail-outbox.ts';
import type { CommandDeps } from './with-database.ts';

const RULE = '-'.repeat(72);

/** Prints every mail that waits, for the operator to hand on what is in it. */
export async function printOutbox({ db, envelope, now, print }: CommandDeps): Promise<void> {
  const waiting = await createMailOutbox(db, now, envelope).waiting();
  print(waiting.length === 0 ? 'No mail waits.\n' : `${waiting.map(describe).join(`${RULE}\n`)}`);
}

function describe({ to, subject, text, createdAt, expiresAt, attempts }: WaitingMail): string {
  const tried = attempts > 0 ? `, tried ${attempts} times` : '';
  return `To: ${to}
Subject: ${subject}
Written ${createdAt.toISOString()}, of use until ${expiresAt.toISOString()}${tried}

${text}`;
}
