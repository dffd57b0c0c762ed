import { newRequestId } from '../../observability/correlation.ts';
import { inReceivedSpan } from '../../observability/in-span.ts';
import type { Logger } from '../../observability/logger.ts';
import type { Tracer } from '../../observability/tracing.ts';
import { claimDeliveries, releaseClaim, type Claimed } from './claim.ts';
import { outcomeOf, recordAttempt, type RecordDeps } from './record-attempt.ts';
import { EXCHANGE_TIMEOUT_MS, sendEvent, type SendDeps } from './send.ts';

export interface DeliverDeps extends RecordDeps, SendDeps {
  log: Logger;
  tracer?: Tracer | null;
  /** Told what came of each attempt: `delivered`, or the code of why not. */
  onAttempt?: (outcome: string, seconds: number) => void;
}

/** Sends events to webhooks as they are due; any number of senders may run. */
export interface DeliverySlots {
  /** Begins to send what is due, as far as there is room; returns how much that is. */
  fill(): Promise<number>;
  /** Resolves when all that was begun has ended. */
  idle(): Promise<unknown>;
  /** Lets exchanges end for a while, then breaks them off: another sender goes on with them. */
  close(graceMs: number): Promise<void>;
}

/** Exchanges that one process has under way. They wait for receivers nearly all of their time. */
const MAX_SLOTS = 32;

/** `onFree` is called whenever an exchange has ended. */
export function createDeliverySlots(
  deps: DeliverDeps,
  onFree: () => void,
  maxSlots = MAX_SLOTS,
): DeliverySlots {
  const running = new Set<Promise<void>>();
  const breakOff = new AbortController();

  return {
    async fill() {
      const room = maxSlots - running.size;
      if (room === 0) return 0;
      const claimed = await claimDeliveries(deps.db, deps.now(), room);
      for (const one of claimed) start(one);
      return claimed.length;
    },

    idle: () => Promise.all(running),

    async close(graceMs) {
      const timer = setTimeout(() => breakOff.abort(), graceMs);
      await Promise.all(running);
      clearTimeout(timer);
    },
  };

  function start(claimed: Claimed): void {
    const work = inTrace(deps, claimed, () => deliver(deps, claimed, breakOff.signal))
      .catch((error: unknown) => {
        // The lease ends by itself, and with it the next sender tries.
        const about = { err: error, deliveryId: claimed.delivery.id };
        deps.log.warn(about, 'a delivery could not be recorded; it is sent again');
      })
      .finally(() => {
        running.delete(work);
        onFree();
      });
    running.add(work);
  }
}

/** Under the ids, and in the trace, of what the event followed from. */
function inTrace(
  { tracer = null }: DeliverDeps,
  { delivery, event }: Claimed,
  work: () => Promise<void>,
): Promise<void> {
  const name = 'deliver webhook';
  const { requestId = newRequestId(), traceparent } = event.correlation ?? {};
  const received = {
    ...({ kind: 'consumer', name, requestId, traceparent, jobId: delivery.id } as const),
    attributes: { 'messaging.message.id': event.id, 'promptly.webhook.event': event.event },
  };
  return inReceivedSpan(tracer, name, received, work);
}

/**
 * Sends a claimed delivery once and records it. It is sent again, with the same `webhook-id`, where the program dies
 * between the two.
 */
async function deliver(deps: DeliverDeps, claimed: Claimed, signal: AbortSignal): Promise<void> {
  // A process that was frozen since the claim: another sender may have the webhook by now.
  const leftMs = claimed.leaseUntil.getTime() - deps.now().getTime();
  if (leftMs < 2 * EXCHANGE_TIMEOUT_MS) return;
  let attempt;
  try {
    attempt = await sendEvent(deps, claimed.webhook, claimed.event, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    return releaseClaim(deps.db, claimed);
  }
  deps.onAttempt?.(outcomeOf(attempt.exchange), attempt.durationMs / 1000);
  await recordAttempt(deps, claimed, attempt);
}
