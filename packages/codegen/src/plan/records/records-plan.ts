import { localeSchema } from '@promptly/common';
import { z } from 'zod';

import { FIELD_TYPES, listViewSchema } from '../../spec/app-spec.ts';
import { localizedSchema } from '../../spec/localized.ts';

/** How a choice reads at a glance. */
export const toneSchema = z.enum(['neutral', 'info', 'good', 'waiting', 'bad']);
export type Tone = z.infer<typeof toneSchema>;

/** A key of the plan's messages. */
const messageSchema = z.string();

export const plannedFieldSchema = z.object({
  /** The property's name in code: "employeeId" for a reference to employees. */
  id: z.string(),
  label: messageSchema,
  /** What a form says when a required field is empty. */
  need: messageSchema,
  type: z.enum(FIELD_TYPES),
  required: z.boolean(),
  options: z.array(z.object({ id: z.string(), label: messageSchema, tone: toneSchema })),
  /** Whether the tones of the options differ, so that badges say something. */
  hasTones: z.boolean(),
  /** The id of the entity that a reference leads to. */
  target: z.string().optional(),
  unit: z.string().optional(),
});
export type PlannedField = z.infer<typeof plannedFieldSchema>;

export const rowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
export type Row = z.infer<typeof rowSchema>;

export const plannedEntitySchema = z.object({
  id: z.string(),
  /** "Employee" */
  type: z.string(),
  /** "employees": the collection in code. */
  collection: z.string(),
  /** "employee" and "employees": names of files, without their ending. */
  file: z.string(),
  files: z.string(),
  /** "/employees" */
  route: z.string(),
  /** The name of a lucide component: "Users". */
  icon: z.string(),
  view: listViewSchema,
  fields: z.array(plannedFieldSchema).min(1),
  /** Ids of the fields that a list shows, searches, and is narrowed by. */
  columns: z.array(z.string()),
  searched: z.array(z.string()),
  filters: z.array(z.string()),
  sort: z.object({ field: z.string(), direction: z.enum(['asc', 'desc']) }),
  /** The choice by which a board or a checklist is arranged. */
  stage: z.string().optional(),
  rows: z.array(rowSchema),
  favourites: z.boolean(),
  exports: z.boolean(),
  prints: z.boolean(),
});
export type PlannedEntity = z.infer<typeof plannedEntitySchema>;

/** A number above the fold of a dashboard. */
const statSchema = z.object({
  label: messageSchema,
  entity: z.string(),
  icon: z.string(),
  measure: z.enum(['count', 'sum', 'average', 'share']),
  /** The number that is summed or averaged, or the choice that is counted. */
  field: z.string().optional(),
  option: z.string().optional(),
  /** A date by which the number is compared month by month. */
  date: z.string().optional(),
});
export type PlannedStat = z.infer<typeof statSchema>;

const chartSchema = z.object({
  title: messageSchema,
  entity: z.string(),
  shape: z.enum(['area', 'line', 'bar', 'donut', 'ranking']),
  /** Along a date by month, or over the options of a choice, or the rows of a reference. */
  by: z.string(),
  /** How finely dates are told apart. */
  period: z.enum(['day', 'month']).optional(),
  /** What is summed or averaged; rows are counted without it. */
  field: z.string().optional(),
  measure: z.enum(['count', 'sum', 'average']),
  wide: z.boolean(),
});
export type PlannedChart = z.infer<typeof chartSchema>;

/** A dashboard or an app for records, decided in full: emitters print it and choose nothing. */
export const recordsPlanSchema = z.object({
  version: z.literal(1),
  name: z.string(),
  /** "staffroom": the package's name and the prefix of what the browser stores. */
  slug: z.string(),
  purpose: z.string(),
  kind: z.enum(['dashboard', 'crud']),
  /** The frame around the pages. */
  shell: z.enum(['sidebar', 'topbar', 'site']),
  /** The first one is the default. */
  locales: z.array(localeSchema).min(1),
  currency: z.string().length(3),
  theme: z.object({
    background: z.string().optional(),
    primary: z.string(),
    dark: z.boolean(),
    font: z.enum(['sans', 'humanist', 'geometric', 'editorial', 'serif', 'mono']),
    radius: z.number(),
    sidebar: z.enum(['plain', 'brand']),
  }),
  auth: z
    .object({
      accounts: z.array(
        z.object({ name: z.string(), email: z.string(), role: z.enum(['admin', 'member']) }),
      ),
      signUp: z.boolean(),
      profile: z.boolean(),
      /** Whether members may not delete. */
      guardsDeleting: z.boolean(),
    })
    .optional(),
  entities: z.array(plannedEntitySchema),
  overview: z
    .object({
      stats: z.array(statSchema),
      charts: z.array(chartSchema),
      /** The entity whose latest rows are listed. */
      recent: z.string(),
    })
    .optional(),
  /** The entity that the home page of a public app shows. */
  home: z
    .object({
      headline: messageSchema,
      lead: messageSchema,
      featured: z.string(),
      /** The choice whose options are offered as ways in. */
      groupedBy: z.string().optional(),
      /** A second entity, listed below. */
      also: z.string().optional(),
      layout: z.enum(['split', 'center']),
    })
    .optional(),
  messages: z.record(z.string(), localizedSchema),
});
export type RecordsPlan = z.infer<typeof recordsPlanSchema>;

export function entityOf(plan: RecordsPlan, id: string): PlannedEntity {
  const entity = plan.entities.find((candidate) => candidate.id === id);
  if (!entity) throw new RangeError(`the plan has no entity "${id}"`);
  return entity;
}

export function fieldOf(entity: PlannedEntity, id: string): PlannedField {
  const field = entity.fields.find((candidate) => candidate.id === id);
  if (!field) throw new RangeError(`${entity.id} has no field "${id}"`);
  return field;
}

/** The field that names a row. */
export function titleOf(entity: PlannedEntity): PlannedField {
  return entity.fields[0]!;
}
