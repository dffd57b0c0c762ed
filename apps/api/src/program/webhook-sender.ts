import type { Container } from '../container.ts';
import { CHANNELS } from '../db/listener.ts';
import { startTableLoop, type TableLoop } from '../jobs/table-loop.ts';
import { createDeliverySlots } from '../services/webhooks/deliver.ts';
import type { Part } from './part.ts';

const STOP_GRACE_MS = 5_000;

/** Sends events to webhooks. */
export function webhookSender(container: Container): Part {
  const { config, db, keyring, listener, log, mails, now, outbound } = container;
  const { studioUrl } = config.mail;
  let loop: TableLoop | undefined;
  const slots = createDeliverySlots(
    {
      ...{ db, keyring, log, mails, now, outbound, studioUrl, random: () => Math.random() },
      tracer: container.tracer,
      onAttempt: container.services.metrics.parts.observeDelivery,
    },
    () => loop?.wake(),
  );
  return {
    name: 'webhooks',
    start() {
      loop = startTableLoop({
        listener,
        channel: CHANNELS.webhookDeliveries,
        work: async () => {
          await slots.fill();
          // Whoever has ended looks for more.
          return false;
        },
        onError: (error) =>
          log.warn({ err: error }, 'deliveries could not be looked up; trying again'),
      });
      return Promise.resolve();
    },
    async stop() {
      await loop?.close();
      await slots.close(STOP_GRACE_MS);
    },
  };
}
