export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';
/** By the names of OpenTelemetry's semantic conventions where they have one. Never values that users sent. */
export type Attributes = Record<string, string | number | boolean | undefined>;

export interface SpanOptions {
  kind?: SpanKind;
  attributes?: Attributes;
}

/** A piece of work in a trace. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  /** What another process needs to go on with the trace, as W3C writes it. */
  readonly traceparent: string;
  set(attributes: Attributes): void;
  child(name: string, options?: SpanOptions): Span;
  /** Marks it as failed; of an error, only its kind is kept: see `errorType`. */
  fail(error: unknown): void;
  end(): void;
}

/** Begins traces. */
export interface Tracer {
  /** Names are few: templates, never ids. `traceparent` is that of the work which asked for this one. */
  start(name: string, options?: SpanOptions & { traceparent?: string }): Span;
}
