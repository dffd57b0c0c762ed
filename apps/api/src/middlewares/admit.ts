import type { Response } from 'express';

import { AppError } from '@promptly/common';

import type { Route } from '../http/define-route.ts';
import type { Actor } from '../services/actor.ts';
import type { Admission } from '../services/admission.ts';
import type { ByteAccount } from '../services/byte-budget.ts';
import { clientNetwork } from '../services/client-network.ts';
import { principalOf } from './rate-limit.ts';

/**
 * Waits until the caller has a place for this request, which it keeps until the answer is over; returns the account
 * of its body. Unknown callers are counted by their bodies alone. Throws `rate_limited` where too many wait.
 */
export async function admit(
  { requests, streams, bodies }: Admission,
  route: Route,
  { actor, ip, res }: { actor: Actor | null; ip: string | null; res: Response },
): Promise<ByteAccount> {
  if (actor) {
    const isStream = route.success.contentType === 'text/event-stream';
    const lanes = isStream ? streams : requests;
    const leave = await lanes.enter(principalOf(actor), leftSignal(res));
    onceOver(res, leave);
  }
  const account = bodies.open(actor ? principalOf(actor) : `address:${clientNetwork(ip)}`);
  onceOver(res, () => account.close());
  return account;
}

/** Aborts when the connection ends before the answer does. */
function leftSignal(res: Response): AbortSignal {
  const left = new AbortController();
  onceOver(res, () => left.abort(new AppError('rate_limited', 'The caller left while it waited.')));
  return left.signal;
}

/** Runs when the answer is over or its caller gone, which may be already. */
function onceOver(res: Response, act: () => void): void {
  if (res.closed) act();
  else res.once('close', act);
}
