import { createHmac } from 'node:crypto';

/** What a request says besides its signatures. */
export function plainHeaders(eventId: string, sentAt: Date): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Promptly-Studio-Webhooks/1',
    'webhook-id': eventId,
    'webhook-timestamp': String(unixSeconds(sentAt)),
  };
}

/**
 * The signatures of a body by each secret: those of Standard Webhooks, and the one in which the whole secret is
 * the key, for receivers without a library.
 */
export function signatureHeaders(
  message: { eventId: string; sentAt: Date; body: string },
  secrets: readonly string[],
): Record<string, string> {
  const { eventId, body } = message;
  const seconds = unixSeconds(message.sentAt);
  const standard = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(secret.indexOf('_') + 1), 'base64');
    return `v1,${createHmac('sha256', key).update(`${eventId}.${seconds}.${body}`).digest('base64')}`;
  });
  const own = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`,
  );
  return {
    'webhook-signature': standard.join(' '),
    'x-promptly-signature': [`t=${seconds}`, ...own].join(','),
  };
}

function unixSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
