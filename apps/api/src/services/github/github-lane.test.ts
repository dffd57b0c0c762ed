import { expect, test } from '@jest/globals';

import { createLanes } from '../lanes.ts';
import { callingGithubInLane } from './github-lane.ts';

const SOON = { laneMs: 5, totalMs: 60_000 };
const nothing = () => Promise.resolve();

test('who waits too long for those before them is told that, and not that GitHub does not answer', async () => {
  const lanes = createLanes({ maxRunning: 1, maxWaiting: 1 });
  const leave = await lanes.enter('a');
  const waiting = callingGithubInLane(lanes, 'a', nothing, SOON);
  await expect(waiting).rejects.toMatchObject({
    ...{ code: 'busy', details: { retryAfterSeconds: 5 } },
  });
  leave();
  await callingGithubInLane(lanes, 'a', nothing, SOON);
});

test('where too many wait, that is said', async () => {
  const lanes = createLanes({ maxRunning: 1, maxWaiting: 0 });
  await lanes.enter('a');
  const refused = callingGithubInLane(lanes, 'a', nothing, SOON);
  await expect(refused).rejects.toMatchObject({ code: 'rate_limited' });
});

test('calls that take too long are told as what GitHub does not answer, and the lane is left', async () => {
  const lanes = createLanes({ maxRunning: 1, maxWaiting: 0 });
  const endless = (signal: AbortSignal) =>
    new Promise<void>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  const late = callingGithubInLane(lanes, 'a', endless, { laneMs: 60_000, totalMs: 5 });
  await expect(late).rejects.toMatchObject({ code: 'provider_unreachable' });
  await callingGithubInLane(lanes, 'a', nothing, SOON);
});
