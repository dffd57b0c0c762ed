import { z } from 'zod';

/** What an operator reads about a variable: in `.env.example`, and beside a fault. */
export interface VariableDoc {
  group: string;
  doc: string;
  example: string;
  /** Can also be given as `NAME_FILE`, a file that holds the value; never printed. */
  secret?: true;
}

export const variableDocs = z.registry<VariableDoc>();

/** A whole number in a range; one message for all that can be wrong with it. */
export const whole = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
};

/** Entries with commas between them. */
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
);
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** An address without path, as links and the browser's Origin header need it. */
export const origin = z
  .url({ protocol: /^https?$/, error: 'must be an address with http:// or https://', abort: true })
  .refine((text) => URL.canParse(text) && new URL(text).pathname === '/', {
    error: 'must have no path behind the host',
  })
  .transform((text) => new URL(text).origin);

/** JSON of a schema's shape. */
export const json = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

/** An address as it is written: with a slash at its end it is another one. */
export const exactUrl = z
  .url({ protocol: /^https?$/, error: 'must be an address with http:// or https://', abort: true })
  .refine((text) => URL.canParse(text) && isBare(new URL(text)), {
    error: 'must have no query and no password',
  });

/** An address that paths are appended to; its slash at the end is taken off. */
export const baseUrl = exactUrl.transform((text) => text.replace(/\/+$/, ''));

function isBare({ search, hash, username, password }: URL): boolean {
  return search + hash + username + password === '';
}
