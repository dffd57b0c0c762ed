import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { LIMITS } from '../limits.ts';
import { pageOf, timestampSchema } from './shared.ts';

export const envNameSchema = z.enum(['dev', 'staging', 'prod']);
export type EnvName = z.infer<typeof envNameSchema>;

/** Whose keys an environment holds; `compatible` is a server that speaks as OpenAI does. */
export const keyProviderSchema = z.enum(['openai', 'anthropic', 'compatible', 'figma', 'github']);
export type KeyProvider = z.infer<typeof keyProviderSchema>;

const variableNameSchema = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, {
  error: 'must be letters, digits and underscores, at most 128, and begin with no digit',
});

const variableValueSchema = z
  .string()
  .refine((text) => new TextEncoder().encode(text).length <= LIMITS.envValueMaxBytes, {
    error: `must have at most ${LIMITS.envValueMaxBytes} bytes`,
  })
  .refine((text) => !/[\0\p{Surrogate}]/u.test(text), {
    error: 'must have neither a zero nor halves of characters',
  });

const keySchema = z
  .string()
  .max(LIMITS.envValueMaxBytes)
  .regex(/^[\x21-\x7e]+$/, { error: 'must be visible ASCII characters without spaces' })
  .meta({ examples: ['sk-3q7Zr3vN5xW8yB2kC'] });

const baseUrlSchema = z
  .url({ protocol: /^https?$/, error: 'must be an address with http:// or https://', abort: true })
  .max(2_000)
  .refine((text) => isPlainAddress(text), {
    error: 'must have no user, password, query or fragment',
  })
  .meta({ examples: ['https://models.example.org/v1'] });

function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password, search, hash } = new URL(text);
  return [username, password, search, hash].every((part) => part === '');
}

const keyBodySchema = z.strictObject({ apiKey: keySchema }).nullable().optional();

export const createEnvBodySchema = z.strictObject({ name: envNameSchema });
export type CreateEnvBody = z.infer<typeof createEnvBodySchema>;

/**
 * What is named is set, or unset by null; the rest stays. The address of a compatible server goes with its key: who
 * moves one says the other again.
 */
export const updateEnvBodySchema = z
  .strictObject({
    version: z.int().min(1),
    variables: z
      .record(variableNameSchema, variableValueSchema.nullable())
      .refine((variables) => Object.keys(variables).length <= 2 * LIMITS.envVariablesMax, {
        error: 'must not name as many',
      })
      .optional(),
    providers: z
      .strictObject({
        openai: keyBodySchema,
        anthropic: keyBodySchema,
        compatible: z
          .strictObject({ baseUrl: baseUrlSchema, apiKey: keySchema.nullable().default(null) })
          .nullable()
          .optional(),
        figma: keyBodySchema,
        github: keyBodySchema,
      })
      .optional(),
  })
  .refine(({ variables = {}, providers = {} }) => countOf(variables) + countOf(providers) > 0, {
    error: 'name at least one variable or provider to change',
  });
export type UpdateEnvBody = z.infer<typeof updateEnvBodySchema>;

function countOf(named: object): number {
  return Object.values(named).filter((value) => value !== undefined).length;
}

/** What is told of a secret. `lastFour` is null for short ones, and for those who may not change it. */
const secretShape = {
  lastFour: z.string().nullable(),
  updatedAt: timestampSchema,
  /** Null where an API key did it, and once that account is gone. */
  updatedBy: idSchema('user').nullable(),
};

export const envSchema = z.object({
  id: idSchema('env'),
  projectId: idSchema('project'),
  name: envNameSchema,
  /** Goes up with every change. */
  version: z.int(),
  variables: z.array(z.object({ name: z.string(), ...secretShape })),
  providers: z.array(
    z.object({ provider: keyProviderSchema, baseUrl: z.string().nullable(), ...secretShape }),
  ),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
});
export type Env = z.infer<typeof envSchema>;
export const envPageSchema = pageOf(envSchema);
