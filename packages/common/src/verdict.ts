import { z } from 'zod';

/** The seven checks, in the order in which a verdict lists them. */
export const CHECK_NAMES = ['format', 'lint', 'types', 'tests', 'build', 'render', 'a11y'] as const;
export const checkNameSchema = z.enum(CHECK_NAMES);
export type CheckName = z.infer<typeof checkNameSchema>;

/** One piece of evidence: where it is and what is wrong. Lines and columns count from 1. */
export const findingSchema = z.object({
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  rule: z.string().optional(),
  path: z.string().optional(),
  line: z.int().positive().optional(),
  column: z.int().positive().optional(),
});
export type Finding = z.infer<typeof findingSchema>;

/** What one check found; `skipped` means that it could not run, and `findings` says why. */
export const checkResultSchema = z.object({
  name: checkNameSchema,
  status: z.enum(['passed', 'failed', 'skipped']),
  durationMs: z.number().nonnegative(),
  findings: z.array(findingSchema),
  /** One line for people, such as "14 tests in 5 files". */
  summary: z.string().optional(),
});
export type CheckResult = z.infer<typeof checkResultSchema>;

export const verdictSchema = z.object({
  /** True only when all seven checks ran and passed. */
  passed: z.boolean(),
  checks: z.array(checkResultSchema),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** Joins check results into a verdict, in the fixed order. */
export function verdictOf(results: readonly CheckResult[]): Verdict {
  const byName = new Map(results.map((result) => [result.name, result]));
  const checks = CHECK_NAMES.flatMap((name) => byName.get(name) ?? []);
  const passed =
    checks.length === CHECK_NAMES.length && checks.every((check) => check.status === 'passed');
  return { passed, checks };
}

/** A wish that was read from the prompt, and what became of it. */
export const requirementSchema = z.object({
  text: z.string(),
  status: z.enum(['met', 'partly', 'unmet']),
  evidence: z.string(),
});
export type Requirement = z.infer<typeof requirementSchema>;
