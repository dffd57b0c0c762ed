import type { Environment } from './environment.ts';

export interface TelemetryConfig {
  /** Null where metrics are at the port of the API only. */
  metricsPort: number | null;
  /** Null where nothing is traced. */
  traces: TracesConfig | null;
  /** Null where faults are only logged. */
  sentry: SentryConfig | null;
}

export interface SentryConfig {
  dsn: string;
  environment: string;
}

export interface TracesConfig {
  /** The whole address, path included. */
  url: string;
  protocol: Environment['OTEL_EXPORTER_OTLP_PROTOCOL'];
  headers: Record<string, string>;
  serviceName: string;
  resourceAttributes: Record<string, string>;
  sampler: Environment['OTEL_TRACES_SAMPLER'];
  /** Of a ratio sampler, from 0 to 1. */
  ratio: number;
}

export function telemetryOf(env: Environment): TelemetryConfig {
  const { SENTRY_DSN: dsn, SENTRY_ENVIRONMENT: environment } = env;
  return {
    metricsPort: env.METRICS_PORT ?? null,
    traces: tracesOf(env),
    sentry: dsn === undefined ? null : { dsn, environment },
  };
}

function tracesOf(env: Environment): TracesConfig | null {
  const base = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const url =
    env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ??
    (base === undefined ? undefined : `${base.replace(/\/+$/, '')}/v1/traces`);
  if (url === undefined) return null;
  return {
    url,
    protocol: env.OTEL_EXPORTER_OTLP_PROTOCOL,
    headers: pairsOf(env.OTEL_EXPORTER_OTLP_HEADERS),
    serviceName: env.OTEL_SERVICE_NAME,
    resourceAttributes: pairsOf(env.OTEL_RESOURCE_ATTRIBUTES),
    sampler: env.OTEL_TRACES_SAMPLER,
    ratio: env.OTEL_TRACES_SAMPLER_ARG,
  };
}

/** `name=value,name=value`, percent-encoded. */
function pairsOf(text: string | undefined): Record<string, string> {
  const pairs = (text ?? '').split(',').flatMap((entry) => {
    const at = entry.indexOf('=');
    return at > 0 ? [[entry.slice(0, at).trim(), decode(entry.slice(at + 1).trim())]] : [];
  });
  return Object.fromEntries(pairs) as Record<string, string>;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
