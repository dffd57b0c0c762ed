import { expect, test } from '@jest/globals';

import { environmentSchema } from './environment.ts';
import { telemetryOf } from './telemetry.ts';

const load = (env: Record<string, string>) => telemetryOf(environmentSchema.parse(env));

test('without settings, nobody is told of anything', () => {
  expect(load({})).toEqual({ metricsPort: null, traces: null, sentry: null });
});

test.each([
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318' }, 'http://c:4318/v1/traces'],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318/otlp/' }, 'http://c:4318/otlp/v1/traces'],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://c/all' }, 'http://c/all'],
])('%j sends traces to %s', (env, url) => {
  expect(load(env).traces?.url).toBe(url);
});

test('headers and attributes are read as OpenTelemetry writes them', () => {
  const { traces } = load({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318',
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20a%3Db, x-tenant = one,broken,=none',
    OTEL_RESOURCE_ATTRIBUTES: 'host.name=%zz',
  });
  expect(traces?.headers).toEqual({ authorization: 'Bearer a=b', 'x-tenant': 'one' });
  expect(traces?.resourceAttributes).toEqual({ 'host.name': '%zz' });
});
