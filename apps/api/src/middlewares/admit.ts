import type { Response } from 'express';

import type { Route } from '../http/define-route.ts';
import type { Actor } from '../services/actor.ts';
import type { Admission } from '../services/admission.ts';
import type { ByteAccount } from '../services/byte-budget.ts';
import { clientNetwork } from '../services/client-network.ts';
import { overSignal } from './over-signal.ts';
import { principalOf } from './rate-limit.ts';

/** What a request may take until it is over. */
export interface Admitted {
  /** Of its body. */
  account: ByteAccount;
  /** Tells that its work has ended: what it took is given back once its answer is over, too. */
  worked: () => void;
}

/**
 * Waits until the caller has a place for this request, which it keeps until its work and its answer are over:
 * whoever hangs up has not stopped the work. Unknown callers are counted by their bodies alone. Throws
 * `rate_limited` where too many wait.
 */
export async function admit(
  { requests, streams, bodies }: Admission,
  route: Route,
  { actor, ip, res }: { actor: Actor | null; ip: string | null; res: Response },
): Promise<Admitted> {
  const over = overSignal(res);
  const isStream = route.success.contentType === 'text/event-stream';
  const lanes = isStream ? streams : requests;
  const leave = actor ? await lanes.enter(principalOf(actor), over) : () => undefined;
  const account = bodies.open(actor ? principalOf(actor) : `address:${clientNetwork(ip)}`);
  let open = 2;
  const end = () => {
    open -= 1;
    if (open > 0) return;
    leave();
    account.close();
  };
  if (over.aborted) end();
  else over.addEventListener('abort', end, { once: true });
  return { account, worked: end };
}
