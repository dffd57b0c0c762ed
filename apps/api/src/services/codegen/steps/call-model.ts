import { setTimeout as sleep } from 'node:timers/promises';

import { eq } from 'drizzle-orm';
import { z } from 'zod';

import { codegenJobs } from '../../../db/schema/index.ts';
import { ProviderError, type PlanRequest } from '../../../integrations/llm/provider.ts';
import type { ProviderChoice } from '../../../integrations/llm/registry.ts';
import type { ModelCall } from '../../../observability/job-metrics.ts';
import { inSpan } from '../../../observability/in-span.ts';
import type { SpanOptions } from '../../../observability/tracing.ts';
import { COST_UNITS_PER_CENT, recordSpend } from '../../quotas/ledger.ts';
import { JobFailure, runStep, type Run } from '../run.ts';

const MAX_TRIES = 3;
const RETRY_MS = 2_000;
const RETRY_MAX_MS = 30_000;

const outputSchema = z.object({ plan: z.record(z.string(), z.unknown()) });
type Json = z.infer<typeof outputSchema>['plan'];

/** Has a provider plan the app. What it spent is kept with the plan, once. */
export async function callModel(run: Run, spec: Json): Promise<Json> {
  const { job, deps } = run;
  const { plan } = await runStep(run, { name: 'call_model', round: 0 }, outputSchema, async () => {
    const choice = deps.chooseProvider(job.provider);
    if (!choice) throw providerFailure(`The provider ${job.provider} is not available any more.`);
    const answer = await askPatiently(run, choice, {
      promptText: job.promptText,
      spec,
      model: choice.model,
      seed: typeof job.optionsJson.seed === 'number' ? job.optionsJson.seed : undefined,
    });
    return {
      output: { plan: answer.plan },
      commit: async (tx) => {
        await tx
          .update(codegenJobs)
          .set({ costCents: answer.costCents })
          .where(eq(codegenJobs.id, job.id));
        const spend = { orgId: job.orgId, refId: job.id };
        await recordSpend(tx, { ...spend, kind: 'model_tokens', amount: answer.tokens });
        const units = answer.costCents * COST_UNITS_PER_CENT;
        await recordSpend(tx, { ...spend, kind: 'model_cost', amount: units });
      },
    };
  });
  return plan;
}

interface Answer {
  plan: Json;
  costCents: number;
  /** In and out. */
  tokens: number;
}

async function askPatiently(
  run: Run,
  choice: ProviderChoice,
  request: PlanRequest,
): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask(run, choice, request);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      if (!error.retryable || tries === MAX_TRIES) throw providerFailure(error.message, error.kind);
      const delayMs = error.retryAfterMs ?? RETRY_MS * tries;
      await sleep(Math.min(delayMs, RETRY_MAX_MS), undefined, { signal: run.signal });
    }
  }
}

function ask(run: Run, choice: ProviderChoice, request: PlanRequest): Promise<Answer> {
  const { provider, model } = choice;
  const about: SpanOptions = {
    kind: 'client',
    attributes: {
      'gen_ai.operation.name': 'generate_content',
      'gen_ai.provider.name': provider.name,
      'gen_ai.request.model': model,
    },
  };
  return inSpan(`generate_content ${provider.name}`, about, async (set) => {
    const { inputTokens, outputTokens, ...answer } = await measured(run, provider.name, () =>
      readAnswer(run, choice, request),
    );
    set({
      'gen_ai.usage.input_tokens': inputTokens,
      'gen_ai.usage.output_tokens': outputTokens,
    });
    return { ...answer, tokens: inputTokens + outputTokens };
  });
}

async function measured(
  { deps }: Run,
  provider: string,
  work: () => ReturnType<typeof readAnswer>,
): ReturnType<typeof readAnswer> {
  const startedAt = performance.now();
  const tell = (call: Omit<ModelCall, 'provider' | 'seconds'>) => {
    const seconds = (performance.now() - startedAt) / 1000;
    deps.metrics.observeModelCall({ provider, seconds, ...call });
  };
  try {
    const answer = await work();
    tell({ outcome: 'answered', ...answer });
    return answer;
  } catch (error) {
    tell({ outcome: 'failed', inputTokens: 0, outputTokens: 0, costCents: 0 });
    throw error;
  }
}

async function readAnswer(run: Run, { provider }: ProviderChoice, request: PlanRequest) {
  let plan: Json | undefined;
  let costCents = 0;
  let [inputTokens, outputTokens] = [0, 0];
  for await (const chunk of provider.plan(request, run.signal)) {
    switch (chunk.type) {
      case 'plan':
        plan = chunk.plan;
        break;
      case 'usage':
        costCents += chunk.usage.costCents;
        inputTokens += chunk.usage.inputTokens;
        outputTokens += chunk.usage.outputTokens;
        break;
      case 'progress':
        tellProgress(run, chunk.done);
        break;
    }
  }
  if (!plan) throw new ProviderError('invalid_answer', 'The provider ended without a plan.');
  return { plan, costCents, inputTokens, outputTokens };
}

function tellProgress(run: Run, done: number): void {
  // In tenths, each told once, however finely the provider streams.
  const progress = Math.min(9, Math.floor(done * 10)) / 10;
  if (progress <= 0) return;
  run.events.push({
    type: 'step',
    data: { name: 'call_model', state: 'started', progress },
    effectKey: `step:call_model:0:progress:${progress}`,
  });
}

function providerFailure(message: string, kind?: string): JobFailure {
  return new JobFailure({ code: 'provider_failed', message, details: kind ? { kind } : {} });
}
