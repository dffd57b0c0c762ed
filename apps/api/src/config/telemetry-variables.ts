import { z } from 'zod';

import { variableDocs, whole } from './variable-kinds.ts';

const GROUP = 'Observability';

const url = (doc: string, example: string) =>
  z
    .url({ protocol: /^https?$/, error: 'must be an address with http:// or https://' })
    .optional()
    .register(variableDocs, { group: GROUP, doc, example });
const text = (doc: string, example: string) =>
  z.string().optional().register(variableDocs, { group: GROUP, doc, example });

const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

const DSN = /^https?:\/\/[^\s/@]+@[^\s/]+\/(?:.*\/)?\d+$/;
const PROTOCOLS = ['http/protobuf', 'http/json'] as const;

/** Where figures, faults and traces are found or sent; those of OpenTelemetry go by its own names. */
export const telemetryVariables = {
  METRICS_PORT: whole(1, 65_535).optional().register(variableDocs, {
    group: GROUP,
    doc: 'Port of its own for /metrics and /health, which also a worker then has; without it, they are at PORT only.',
    example: '9464',
  }),

  SENTRY_DSN: z
    .url({
      protocol: /^https?$/,
      error: 'must be an address with http:// or https://',
      abort: true,
    })
    .refine((text) => DSN.test(text), {
      error: 'must have a key before the host and a number behind it',
    })
    .optional()
    .register(variableDocs, {
      group: GROUP,
      doc: 'Where faults are reported, to Sentry or a service that speaks as it does. Without it, they are only logged.',
      example: 'https://…@errors.example.com/4',
      secret: true,
    }),
  SENTRY_ENVIRONMENT: z.string().default('production').register(variableDocs, {
    group: GROUP,
    doc: 'Name of this installation in those reports.',
    example: 'production',
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: url(
    'Base address of an OpenTelemetry collector: traces are sent to /v1/traces below it. Without it, nothing is traced.',
    'http://collector.internal:4318',
  ),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url(
    'The whole address for traces, where it is another one.',
    'https://traces.example.com/v1/traces',
  ),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional().register(variableDocs, {
    group: GROUP,
    doc: 'Headers that the collector asks for: name=value with commas between, values as in URLs.',
    example: 'authorization=Bearer%20…',
    secret: true,
  }),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.enum(PROTOCOLS).default('http/protobuf').register(variableDocs, {
    group: GROUP,
    doc: 'How traces are written: http/protobuf or http/json.',
    example: 'http/protobuf',
  }),
  OTEL_SERVICE_NAME: z.string().default('promptly-studio').register(variableDocs, {
    group: GROUP,
    doc: 'Name of this program in traces.',
    example: 'promptly-studio',
  }),
  OTEL_RESOURCE_ATTRIBUTES: text(
    'What else all traces tell, name=value with commas between.',
    'deployment.environment.name=production',
  ),
  OTEL_TRACES_SAMPLER: z
    .enum(SAMPLERS)
    .default('parentbased_always_on')
    .register(variableDocs, {
      group: GROUP,
      doc: `Which traces are kept: ${SAMPLERS.join(', ')}.`,
      example: 'parentbased_traceidratio',
    }),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number({ error: 'must be a number from 0 to 1' })
    .min(0, { error: 'must be a number from 0 to 1' })
    .max(1, { error: 'must be a number from 0 to 1' })
    .default(1)
    .register(variableDocs, {
      group: GROUP,
      doc: 'Share of the traces that a ratio sampler keeps, from 0 to 1.',
      example: '0.1',
    }),
};
