import { z } from 'zod';

/** What an API key may be used for; each call that a key can make needs one of them. */
export const SCOPES = ['read', 'write', 'codegen', 'imports', 'exports'] as const;
export const scopeSchema = z.enum(SCOPES);
export type Scope = z.infer<typeof scopeSchema>;
