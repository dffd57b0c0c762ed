import { z } from 'zod';

import { LIMITS } from '../limits.ts';

export const timestampSchema = z.iso.datetime();

// Line breaks, control characters, marks that turn the direction of a text, and halves of characters.
const NOT_IN_A_LINE = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Surrogate}]+/gu;
const NOT_IN_A_TEXT = /[\0\p{Surrogate}]/gu;

/** A name of 1 to 100 characters that people read in one line; what no line can hold becomes a space. */
export const nameSchema = lineSchema(100);

/** What a revision is called: one line of 1 to 200 characters. */
export const messageSchema = lineSchema(200);

const ASCII = /^[\x21-\x7e]*$/;

/** In lower case: addresses are compared so. Other letters, some of which become ASCII in it, make another address. */
export const emailSchema = z
  .string()
  .trim()
  .refine((text) => ASCII.test(text), { error: 'Invalid email address' })
  .toLowerCase()
  .max(254)
  .check(z.email());

/** What the link of a mail carries behind its `#token=`. */
export const linkTokenSchema = z.string().min(1).max(200);

/** Some sentences, at most 1,000 characters, without what a database cannot hold. */
export const descriptionSchema = z
  .string()
  .overwrite((text) => text.replace(NOT_IN_A_TEXT, ''))
  .max(1_000);

/** `?limit&cursor`; the cursor is opaque. */
export const pageQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(LIMITS.pageMax).default(LIMITS.pageDefault),
  cursor: z.string().max(1024).optional(),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

function lineSchema(maxChars: number) {
  return z
    .string()
    .overwrite((text) => text.replace(NOT_IN_A_LINE, ' '))
    .trim()
    .min(1)
    .max(maxChars);
}
