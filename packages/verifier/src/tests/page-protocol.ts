import { z } from 'zod';

/** What the page that runs a test file is told. */
export interface PageJob {
  path: string;
  setupPath: string | undefined;
  /** Where the page loads each of the two from. */
  modules: Record<string, string>;
  testTimeoutMs: number;
}

const pageErrorSchema = z.object({ message: z.string(), stack: z.string() });
export type PageError = z.infer<typeof pageErrorSchema>;

const pageTestSchema = z.object({
  name: z.string(),
  state: z.enum(['passed', 'failed', 'skipped']),
  errors: z.array(pageErrorSchema),
});
export type PageTest = z.infer<typeof pageTestSchema>;

/** What the page answers. It shares its globals with the tests, so the answer is read as anything could stand in it. */
export const pageFileResultSchema = z.object({
  tests: z.array(pageTestSchema),
  errors: z.array(pageErrorSchema),
});
export type PageFileResult = z.infer<typeof pageFileResultSchema>;
