import { z } from 'zod';

import { LIMITS } from '../limits.ts';
import { pageQuerySchema } from './shared.ts';

/** `global` ships with the product and cannot be changed; `organization` is one organization's own. */
export const visibilitySchema = z.enum(['global', 'organization']);
export type Visibility = z.infer<typeof visibilitySchema>;

const TAG = /^[\p{L}\p{N}](?:[\p{L}\p{N}._+# -]{0,38}[\p{L}\p{N}+#])?$/u;
const TAGS_MAX = 20;

/** Up to 40 characters, in lower case: tags are compared so. */
export const tagSchema = z.string().trim().toLowerCase().normalize('NFC').regex(TAG, {
  error:
    'must be 1 to 40 letters, digits, spaces or signs of . _ + # -, and begin with a letter or digit',
});
export const tagsSchema = z
  .array(tagSchema)
  .max(TAGS_MAX)
  .overwrite((tags) => [...new Set(tags)].sort());

/** `?tags=a,b`: things that have all of them. */
export const tagsQuerySchema = z
  .string()
  .max(1_000)
  .transform((text) => text.split(',').filter((tag) => tag.trim() !== ''))
  .pipe(tagsSchema);

/** Words of a search: each must begin a word of what is found. */
export const searchTextSchema = z.string().max(200);

/** What lists of the library are narrowed by, and where they go on. */
export const libraryQuerySchema = z.strictObject({
  q: searchTextSchema.optional(),
  ...pageQuerySchema.shape,
});

/** A yes or no of a query. */
export const flagQuerySchema = z.enum(['true', 'false']).transform((text) => text === 'true');

const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** Code as text, at least a character and at most `LIMITS.sourceMaxBytes` bytes of UTF-8. */
export const sourceTextSchema = z
  .string()
  .min(1)
  .max(LIMITS.sourceMaxBytes)
  .refine((text) => new TextEncoder().encode(text).length <= LIMITS.sourceMaxBytes, {
    error: `must be at most ${LIMITS.sourceMaxBytes} bytes`,
  })
  .refine((text) => !UNSTORABLE.test(text), {
    error: 'must be text: it holds a NUL or half a character',
  });
