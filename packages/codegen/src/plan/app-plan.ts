import { z } from 'zod';

import { type AppSpec } from '../spec/app-spec.ts';
import { marketingPlanSchema, planMarketing } from './marketing-plan.ts';
import { recordsPlanSchema } from './records/records-plan.ts';
import { planRecords } from './records/plan-records.ts';

/** An app decided in full, as plain JSON: emitters print it and choose nothing. */
export const appPlanSchema = z.discriminatedUnion('family', [
  z.object({ family: z.literal('marketing'), site: marketingPlanSchema }),
  z.object({ family: z.literal('records'), app: recordsPlanSchema }),
]);
export type AppPlan = z.infer<typeof appPlanSchema>;

/** Decides all that a specification leaves open: pages, layouts, sample content, words, colours. */
export function planApp(spec: AppSpec): AppPlan {
  return spec.kind === 'marketing'
    ? { family: 'marketing', site: planMarketing(spec) }
    : { family: 'records', app: planRecords(spec) };
}
