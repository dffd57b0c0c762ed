import { afterAll, beforeAll, expect, test } from '@jest/globals';

import {
  describe as nameOf,
  type Fault,
  type FaultLab,
  openFaultLab,
} from '../support/fault-lab.ts';

const LAB_TIMEOUT_MS = 300_000;

let lab: FaultLab;
beforeAll(async () => {
  lab = await openFaultLab();
}, LAB_TIMEOUT_MS);
afterAll(() => lab.stop(), LAB_TIMEOUT_MS);

const faults: Fault[] = [
  { kind: 'worker killed in', step: 'post_process' },
  { kind: 'worker killed in', step: 'verify' },
  { kind: 'worker killed in', step: 'write_files' },
  { kind: 'api killed at event', events: 12 },
];

test.each(faults.map((fault) => [nameOf(fault), fault] as const))(
  '%s: the job ends well, each effect is there once and no event is lost or repeated',
  async (_name, fault) => {
    expect(await lab.run(fault, 'A task tracker with due dates')).toMatchObject({
      end: 'succeeded',
      jobsLost: 0,
      effectsNotOnce: 0,
      eventsLost: 0,
      eventsRepeated: 0,
    });
  },
  LAB_TIMEOUT_MS,
);
