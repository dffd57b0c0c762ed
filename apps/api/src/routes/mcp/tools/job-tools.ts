import { z } from 'zod';

import { createCodegenBodySchema, idSchema, type JobEvent } from '@promptly/common';

import { abortWithin } from '../../../abort-within.ts';
import { presentJob } from '../../codegen/codegen.presenter.ts';
import { defineTool, type ToolContext } from '../tool.ts';

const WAIT_MAX_SECONDS = 55;

export const jobTools = [
  defineTool({
    name: 'generate_app',
    title: 'Generate an app, or change it',
    description:
      'Starts a job that turns a prompt into a checked app in the project, or changes the app that is there. ' +
      'What was edited by hand is kept. Follow it with follow_job.',
    needs: 'codegen.run',
    effect: 'changes',
    input: z.strictObject({
      projectId: idSchema('project'),
      prompt: createCodegenBodySchema.shape.promptText,
      model: createCodegenBodySchema.shape.model,
    }),
    async run({ projectId, prompt, model }, { services, actor }) {
      const body = createCodegenBodySchema.parse({ promptText: prompt, model });
      return services.codegen.create(actor, projectId, body);
    },
  }),

  defineTool({
    name: 'follow_job',
    title: 'Follow a job',
    description:
      'Waits until a job has ended, or for timeoutSeconds, and tells how it stands: its steps, checks, ' +
      'requirements and revision. Call it again while its status is queued or running.',
    needs: 'codegen.read',
    effect: 'reads',
    input: z.strictObject({
      jobId: idSchema('codegenJob'),
      timeoutSeconds: z.int().min(0).max(WAIT_MAX_SECONDS).default(WAIT_MAX_SECONDS),
    }),
    async run({ jobId, timeoutSeconds }, context) {
      await waitForEnd(jobId, timeoutSeconds * 1000, context);
      return presentJob(await context.services.codegen.get(context.actor, jobId), context.origin);
    },
  }),

  defineTool({
    name: 'cancel_job',
    title: 'Cancel a job',
    description: 'Stops a job that is queued or running. The project stays as it is.',
    needs: 'codegen.run',
    effect: 'changes',
    input: z.strictObject({ jobId: idSchema('codegenJob') }),
    run: async ({ jobId }, { services, actor, origin }) =>
      presentJob(await services.codegen.cancel(actor, jobId), origin),
  }),
];

async function waitForEnd(jobId: string, timeoutMs: number, context: ToolContext): Promise<void> {
  const opened = await context.services.codegen.openEvents(context.actor, jobId);
  const enough = abortWithin(timeoutMs, context.signal);
  for await (const events of opened.follow(0, enough)) {
    for (const message of events.map(describe)) if (message) await context.progress(message);
  }
}

function describe({ type, data }: JobEvent): string | undefined {
  if (type === 'step' && data.progress === undefined) return `step ${data.name} ${data.state}`;
  if (type === 'check') return `check ${data.name} ${data.status}`;
  if (type === 'status') return `job ${data.status}`;
  return undefined;
}
