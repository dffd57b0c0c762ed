/** Told of what went wrong that nobody foresaw. Never throws, and keeps nobody waiting. */
export interface FaultReporter {
  report(error: unknown, about: { level: 'error' | 'fatal'; message: string | undefined }): void;
}
