import { Counter, Histogram, type Registry } from 'prom-client';

import type { QueueName, Verdict } from '@promptly/common';

/** How one worker's go at a job ended; `handed_over` is one that another worker goes on with. */
export type JobOutcome = 'succeeded' | 'failed' | 'canceled' | 'handed_over' | 'retried';

/** What jobs tell of themselves; labels are names of this program, never of its users. */
export interface JobMetrics {
  /** From its acceptance until a worker first took it. */
  observeWait(queue: QueueName | 'data-exports', seconds: number): void;
  /** `code` is that of the error with which it failed. */
  observeRun(run: { queue: QueueName; outcome: JobOutcome; code?: string; seconds: number }): void;
  countVerdict(verdict: Verdict): void;
  observeModelCall(call: ModelCall): void;
}

export interface ModelCall {
  provider: string;
  outcome: 'answered' | 'failed';
  seconds: number;
  inputTokens: number;
  outputTokens: number;
  costCents: number;
}

const WAIT_BUCKETS_S = [0.05, 0.1, 0.5, 1, 5, 15, 30, 60, 300, 900, 3_600];
const RUN_BUCKETS_S = [0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 90, 180];
const CALL_BUCKETS_S = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

export function createJobMetrics(registry: Registry): JobMetrics {
  const registers = [registry];
  const waits = new Histogram({
    name: 'promptly_job_wait_seconds',
    help: 'Time from the acceptance of a job until a worker first took it.',
    labelNames: ['queue'],
    buckets: WAIT_BUCKETS_S,
    registers,
  });
  const runs = new Histogram({
    name: 'promptly_job_run_seconds',
    help: 'Time for which a worker worked on a job, by how that ended.',
    labelNames: ['queue', 'outcome'],
    buckets: RUN_BUCKETS_S,
    registers,
  });
  const failures = new Counter({
    name: 'promptly_job_failures_total',
    help: 'Jobs that failed, by the code of their error.',
    labelNames: ['queue', 'code'],
    registers,
  });
  const verdicts = new Counter({
    name: 'promptly_verdicts_total',
    help: 'Apps that were verified: passed, failed, or incomplete where a check could not run.',
    labelNames: ['verdict'],
    registers,
  });
  const checks = new Counter({
    name: 'promptly_checks_total',
    help: 'Checks of apps, by their name and result.',
    labelNames: ['check', 'status'],
    registers,
  });
  return {
    observeWait: (queue, seconds) => waits.observe({ queue }, seconds),
    observeRun({ queue, outcome, code, seconds }) {
      runs.observe({ queue, outcome }, seconds);
      if (outcome === 'failed') failures.inc({ queue, code: code ?? 'internal' });
    },
    countVerdict(verdict) {
      verdicts.inc({ verdict: nameOf(verdict) });
      for (const { name, status } of verdict.checks) checks.inc({ check: name, status });
    },
    observeModelCall: modelCalls(registry),
  };
}

function modelCalls(registry: Registry): JobMetrics['observeModelCall'] {
  const registers = [registry];
  const calls = new Histogram({
    name: 'promptly_model_request_seconds',
    help: 'Time of calls of providers, each try by itself.',
    labelNames: ['provider', 'outcome'],
    buckets: CALL_BUCKETS_S,
    registers,
  });
  const tokens = new Counter({
    name: 'promptly_model_tokens_total',
    help: 'Tokens that providers counted.',
    labelNames: ['provider', 'direction'],
    registers,
  });
  const cost = new Counter({
    name: 'promptly_model_cost_cents_total',
    help: 'What calls of providers cost, in cents.',
    labelNames: ['provider'],
    registers,
  });
  return ({ provider, outcome, seconds, inputTokens, outputTokens, costCents }) => {
    calls.observe({ provider, outcome }, seconds);
    tokens.inc({ provider, direction: 'in' }, inputTokens);
    tokens.inc({ provider, direction: 'out' }, outputTokens);
    cost.inc({ provider }, costCents);
  };
}

function nameOf({ passed, checks }: Verdict): string {
  if (passed) return 'passed';
  return checks.some(({ status }) => status === 'failed') ? 'failed' : 'incomplete';
}
