import { z } from 'zod';

/** What the compiler noticed on its way: a choice and its reason, or a thing it could not do. Never thrown. */
export const diagnosticSchema = z.object({
  code: z.enum([
    'kind_chosen',
    'domain_chosen',
    'domain_unknown',
    'entities_from_domain',
    'entity_limit',
    'language_unsupported',
    'language_unread',
    'translation_missing',
    'color_unknown',
    'prompt_shortened',
    'option_ignored',
  ]),
  severity: z.enum(['info', 'warning']),
  message: z.string(),
});
export type Diagnostic = z.infer<typeof diagnosticSchema>;

export function info(code: Diagnostic['code'], message: string): Diagnostic {
  return { code, severity: 'info', message };
}

export function warning(code: Diagnostic['code'], message: string): Diagnostic {
  return { code, severity: 'warning', message };
}
