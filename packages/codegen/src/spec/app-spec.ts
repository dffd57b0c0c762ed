import { localeSchema } from '@promptly/common';
import { z } from 'zod';

import { localizedSchema } from './localized.ts';

/** What the app is, at heart: figures over records, work on records, or a site that presents something. */
export const appKindSchema = z.enum(['dashboard', 'crud', 'marketing']);
export type AppKind = z.infer<typeof appKindSchema>;

export const FIELD_TYPES = [
  'text',
  'longText',
  'person',
  'email',
  'phone',
  'url',
  'number',
  'money',
  'percent',
  'rating',
  'date',
  'time',
  'choice',
  'flag',
  'reference',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

export const choiceOptionSchema = z.object({ id: z.string(), label: localizedSchema });
export type ChoiceOption = z.infer<typeof choiceOptionSchema>;

/** How sample values of a field are made; what is absent follows from the field's type. */
const samplesSchema = z.object({
  /** Texts to take from. */
  values: z.array(localizedSchema).optional(),
  /** A code with a counter: "INV-####". */
  pattern: z.string().optional(),
  /** Bounds of numbers, of money in US dollars, of dates in days from the seed day, of times in minutes. */
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().optional(),
});

export const fieldSchema = z.object({
  /** A camelCase identifier, unique in its entity. */
  id: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  label: localizedSchema,
  type: z.enum(FIELD_TYPES),
  required: z.boolean(),
  options: z.array(choiceOptionSchema).optional(),
  /** The entity that a reference points to. */
  target: z.string().optional(),
  unit: z.string().optional(),
  samples: samplesSchema.optional(),
});
export type Field = z.infer<typeof fieldSchema>;

/** How a list shows its rows. */
export const listViewSchema = z.enum(['table', 'cards', 'board', 'checklist']);
export type ListView = z.infer<typeof listViewSchema>;

export const entitySchema = z.object({
  /** A camelCase noun in the singular, unique in the app. */
  id: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  singular: localizedSchema,
  plural: localizedSchema,
  /** French grammar: "une commande", not "un commande". */
  feminine: z.boolean(),
  /** The name of a lucide icon. */
  icon: z.string(),
  /** Whether the prompt speaks of it, or its domain brings it along. */
  source: z.enum(['prompt', 'domain']),
  view: listViewSchema,
  /** The first field names a row; at least one field. */
  fields: z.array(fieldSchema).min(1),
  /** Known rows, by field id; what is absent is made up. */
  rows: z.array(z.record(z.string(), z.union([localizedSchema, z.number(), z.boolean()]))),
});
export type Entity = z.infer<typeof entitySchema>;

/** One thing that the prompt asks for, in its own words. */
export const wishSchema = z.object({
  text: z.string(),
  /** The behaviour that it was recognised as; absent when nothing matched. */
  capability: z.string().optional(),
  entity: z.string().optional(),
  /** Asked by a prompt before the last one. */
  isEarlier: z.boolean().optional(),
});
export type Wish = z.infer<typeof wishSchema>;

const hexSchema = z.string().regex(/^#[0-9a-f]{6}$/);

export const themeSpecSchema = z.object({
  /** Page background in the light theme, as asked. */
  background: hexSchema.optional(),
  /** Colour of buttons, links and other controls, as asked. */
  primary: hexSchema.optional(),
  mode: z.enum(['light', 'dark']),
  tone: z.enum(['plain', 'minimal', 'warm', 'bold', 'playful']),
  /** The colours in the prompt's words, for people. */
  asked: z.array(z.object({ role: z.enum(['background', 'primary']), words: z.string() })),
});
export type ThemeSpec = z.infer<typeof themeSpecSchema>;

export const placeSchema = z.object({
  name: z.string(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().length(2),
});
export type Place = z.infer<typeof placeSchema>;

/** Everything that was read from a prompt. Versioned, because users keep and edit it. */
export const appSpecSchema = z.object({
  version: z.literal(1),
  seed: z.string(),
  name: z.string(),
  /** What the app is for, in one line of the prompt's language. */
  purpose: z.string(),
  kind: appKindSchema,
  /** Whether its pages face the public or people at work. */
  surface: z.enum(['public', 'office']),
  /** The id of a domain, or "general". */
  domain: z.string(),
  /** What the site or app is about, in the prompt's words; may be empty. */
  topic: z.string(),
  /** The first locale is the default one. */
  locales: z.array(localeSchema).min(1),
  /** Languages that were asked for and cannot be spoken, by name. */
  missingLanguages: z.array(z.string()),
  place: placeSchema.optional(),
  theme: themeSpecSchema,
  auth: z.object({
    signIn: z.boolean(),
    signUp: z.boolean(),
    profile: z.boolean(),
    /** With a second role, only the first one deletes. */
    roles: z.array(z.enum(['admin', 'member'])),
  }),
  entities: z.array(entitySchema),
  wishes: z.array(wishSchema),
});
export type AppSpec = z.infer<typeof appSpecSchema>;
