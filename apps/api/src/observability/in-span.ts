import { correlated, currentCorrelation, type Correlation } from './correlation.ts';
import type { Span, SpanOptions, Tracer } from './tracing.ts';

type Work<T> = (set: Span['set']) => Promise<T>;

/**
 * Does work in a span below the current one, which fails and ends with it. Where nothing is traced, it only does the
 * work. `set` adds attributes.
 */
export async function inSpan<T>(name: string, options: SpanOptions, work: Work<T>): Promise<T> {
  const current = currentCorrelation();
  if (!current?.span) return work(ignore);
  return doIn(current.span.child(name, options), current, work);
}

/** Work that another process may have asked for. */
export interface ReceivedWork extends SpanOptions, Omit<Correlation, 'span'> {
  /** Of the span that asked for it. */
  traceparent?: string;
}

/** Does received work under its ids, in a span that goes on with its trace, or begins one. */
export async function inReceivedSpan<T>(
  tracer: Tracer | null,
  name: string,
  { kind, attributes, traceparent, ...ids }: ReceivedWork,
  work: Work<T>,
): Promise<T> {
  if (!tracer) return correlated(ids, () => work(ignore));
  return doIn(tracer.start(name, { kind, attributes, traceparent }), ids, work);
}

async function doIn<T>(span: Span, ids: Correlation, work: Work<T>): Promise<T> {
  try {
    return await correlated({ ...ids, span }, () => work((about) => span.set(about)));
  } catch (error) {
    span.fail(error);
    throw error;
  } finally {
    span.end();
  }
}

function ignore(): void {
  // There is no span to add to.
}
