/** What a provider is asked for. */
export interface PlanRequest {
  promptText: string;
  /** What was read from the prompt without a model. */
  spec: Record<string, unknown>;
  /** The model that the user named, where a provider has several. */
  model: string | undefined;
  seed: number | undefined;
}

export interface ProviderUsage {
  inputTokens: number;
  outputTokens: number;
  costCents: number;
}

/** A piece of a provider's stream. `plan` comes once; `usage` adds up. */
export type PlanChunk =
  | { type: 'progress'; done: number }
  | { type: 'usage'; usage: ProviderUsage }
  | { type: 'plan'; plan: Record<string, unknown> };

/** Something that turns a prompt into a plan of an app: the keyless generator, or a model. */
export interface PlanProvider {
  readonly name: string;
  /**
   * Streams until the plan is made. Stops soon after the signal aborts, with its reason.
   * Throws a `ProviderError` for everything that is the provider's fault.
   */
  plan(request: PlanRequest, signal: AbortSignal): AsyncIterable<PlanChunk>;
}

export type ProviderErrorKind =
  | 'authentication'
  | 'rate_limited'
  | 'overloaded'
  | 'timeout'
  | 'refused'
  | 'invalid_answer'
  | 'unreachable';

const RETRYABLE: ReadonlySet<ProviderErrorKind> = new Set([
  'rate_limited',
  'overloaded',
  'timeout',
  'unreachable',
]);

export class ProviderError extends Error {
  override readonly name = 'ProviderError';

  constructor(
    readonly kind: ProviderErrorKind,
    message: string,
    /** How long the provider asks to wait before the next try. */
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }

  /** Whether the same request may succeed a little later. */
  get retryable(): boolean {
    return RETRYABLE.has(this.kind);
  }
}
