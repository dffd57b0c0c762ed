import {
  ROOT_CONTEXT,
  SpanKind as OtelKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span as OtelSpan,
  type Tracer as OtelTracer,
} from '@opentelemetry/api';
import { ExportResultCode, parseTraceParent } from '@opentelemetry/core';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type Sampler,
  type SpanExporter,
} from '@opentelemetry/sdk-trace';

import type { TracesConfig } from '../config/telemetry.ts';
import { VERSION } from '../version.ts';
import { errorType } from './error-type.ts';
import type { Logger } from './logger.ts';
import type { Span, SpanKind, SpanOptions, Tracer } from './tracing.ts';

export interface OtelTraces {
  tracer: Tracer;
  /** Sends what is left. */
  close(): Promise<void>;
}

const EXPORT_TIMEOUT_MS = 10_000;
/** What does not fit is dropped: a collector that is away costs no more memory than this. */
const QUEUE_MAX_SPANS = 4_096;
const ATTRIBUTE_MAX_CHARS = 4_096;

const KINDS: Record<SpanKind, OtelKind> = {
  internal: OtelKind.INTERNAL,
  server: OtelKind.SERVER,
  client: OtelKind.CLIENT,
  producer: OtelKind.PRODUCER,
  consumer: OtelKind.CONSUMER,
};

/** Sends spans to a collector, in batches, in the background. */
export async function createOtelTraces(config: TracesConfig, log: Logger): Promise<OtelTraces> {
  const exporter = telling(await createExporter(config), log);
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.version': VERSION,
      ...config.resourceAttributes,
      'service.name': config.serviceName,
    }),
    sampler: createSampler(config),
    spanLimits: { attributeValueLengthLimit: ATTRIBUTE_MAX_CHARS },
    spanProcessors: [new BatchSpanProcessor({ exporter, maxQueueSize: QUEUE_MAX_SPANS })],
  });
  const otel = provider.getTracer('promptly-studio', VERSION);
  return {
    tracer: {
      start: (name, { traceparent, ...options } = {}) =>
        startSpan(otel, name, options, contextOf(traceparent)),
    },
    close: () => provider.shutdown(),
  };
}

async function createExporter({ protocol, url, headers }: TracesConfig): Promise<SpanExporter> {
  const { OTLPTraceExporter } =
    protocol === 'http/json'
      ? await import('@opentelemetry/exporter-trace-otlp-http')
      : await import('@opentelemetry/exporter-trace-otlp-proto');
  return new OTLPTraceExporter({ url, headers, timeoutMillis: EXPORT_TIMEOUT_MS });
}

/** Says once that traces are lost, and once that they are not any more. */
function telling(exporter: SpanExporter, log: Logger): SpanExporter {
  let isLost = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const failed = result.code !== ExportResultCode.SUCCESS;
        if (failed && !isLost) log.warn({ err: result.error }, 'traces cannot be sent');
        if (!failed && isLost) log.info('traces are sent again');
        isLost = failed;
        // The processor would tell again of what was told here.
        done({ code: ExportResultCode.SUCCESS });
      });
    },
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  };
}

function createSampler({ sampler, ratio }: TracesConfig): Sampler {
  const named = {
    always_on: () => new AlwaysOnSampler(),
    always_off: () => new AlwaysOffSampler(),
    traceidratio: () => new TraceIdRatioBasedSampler(ratio),
  };
  const name = sampler.replace('parentbased_', '') as keyof typeof named;
  const root = named[name]();
  return sampler === name ? root : new ParentBasedSampler({ root });
}

function contextOf(traceparent: string | undefined): Context {
  const parent = traceparent === undefined ? null : parseTraceParent(traceparent);
  return parent ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true }) : ROOT_CONTEXT;
}

function startSpan(
  otel: OtelTracer,
  name: string,
  { kind = 'internal', attributes }: SpanOptions,
  context: Context,
): Span {
  return wrap(otel, otel.startSpan(name, { kind: KINDS[kind], attributes }, context));
}

function wrap(otel: OtelTracer, span: OtelSpan): Span {
  const { traceId, spanId, traceFlags } = span.spanContext();
  const flags = traceFlags.toString(16).padStart(2, '0');
  return {
    ...{ traceId, spanId, traceparent: `00-${traceId}-${spanId}-${flags}` },
    set(attributes) {
      for (const [name, value] of Object.entries(attributes)) {
        if (value !== undefined) span.setAttribute(name, value);
      }
    },
    child: (name, options = {}) =>
      startSpan(otel, name, options, trace.setSpan(ROOT_CONTEXT, span)),
    fail(error) {
      span.setAttribute('error.type', errorType(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
    },
    end: () => span.end(),
  };
}
