import { z } from 'zod';

/** Languages of the studio, and the default ones of a generated app. */
export const LOCALES = ['en', 'fr', 'rw'] as const;
export const localeSchema = z.enum(LOCALES);
export type Locale = z.infer<typeof localeSchema>;
