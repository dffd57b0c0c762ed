import { afterEach, beforeEach, expect, test } from '@jest/globals';

import type { TracesConfig } from '../config/telemetry.ts';
import { startOtlpCollector, type OtlpCollector } from '../testing/otlp-collector.ts';
import { createLogger } from './logger.ts';
import { openTelemetry } from './telemetry.ts';

let collector: OtlpCollector;
let lines: string[];
beforeEach(async () => {
  collector = await startOtlpCollector();
  lines = [];
});
afterEach(() => collector.close());

function open(changes: Partial<TracesConfig> = {}) {
  const traces: TracesConfig = {
    url: `${collector.url}/v1/traces`,
    protocol: 'http/json',
    headers: { authorization: 'Bearer of-the-collector' },
    serviceName: 'studio-test',
    resourceAttributes: { 'deployment.environment.name': 'test' },
    sampler: 'parentbased_always_on',
    ratio: 1,
    ...changes,
  };
  const log = createLogger('info', { write: (line) => void lines.push(line) });
  return openTelemetry({ traces, sentry: null }, log);
}

const TRACE_ID = 'a'.repeat(32);
const PARENT_ID = 'b'.repeat(16);

test('a span goes on with the trace that it is given, and its children with it', async () => {
  const telemetry = await open();
  const root = telemetry.tracer!.start('root', {
    kind: 'server',
    traceparent: `00-${TRACE_ID}-${PARENT_ID}-01`,
    attributes: { 'http.request.method': 'GET' },
  });
  const child = root.child('child');
  child.fail(Object.assign(new Error('s3cret'), { code: '23505' }));
  child.end();
  root.end();
  await telemetry.close();
  const [first, second] = collector.spans;
  expect(first).toMatchObject({
    ...{ name: 'child', traceId: TRACE_ID, parentSpanId: root.spanId, isFailed: true },
    attributes: { 'error.type': '23505' },
  });
  expect(second).toMatchObject({
    ...{ name: 'root', traceId: TRACE_ID, parentSpanId: PARENT_ID, isFailed: false },
    attributes: { 'http.request.method': 'GET' },
  });
  expect(collector.requests[0]).toMatchObject({
    path: '/v1/traces',
    headers: { authorization: 'Bearer of-the-collector' },
  });
  expect(collector.requests[0]?.body).toContain('studio-test');
  expect(collector.requests[0]?.body).not.toContain('s3cret');
});

test.each([
  '',
  'nonsense',
  `00-${'0'.repeat(32)}-${PARENT_ID}-01`,
  `ff-${TRACE_ID}-${PARENT_ID}-01`,
])('of what is no trace (%j), a new one begins', async (traceparent) => {
  const telemetry = await open();
  const span = telemetry.tracer!.start('root', { traceparent });
  span.end();
  await telemetry.close();
  expect(span.traceId).toMatch(/^(?!0{32}|a{32})[0-9a-f]{32}$/);
  expect(collector.spans).toMatchObject([{ traceId: span.traceId, parentSpanId: undefined }]);
});

test('traces are sent as protobuf, too', async () => {
  const telemetry = await open({ protocol: 'http/protobuf' });
  telemetry.tracer!.start('by protobuf').end();
  await telemetry.close();
  expect(collector.requests).toMatchObject([{ contentType: 'application/x-protobuf' }]);
  expect(collector.requests[0]?.body).toContain('by protobuf');
});

test.each([
  ['always_off', undefined, 0],
  ['parentbased_always_off', undefined, 0],
  ['parentbased_always_off', '01', 1],
  ['parentbased_always_on', '00', 0],
  ['parentbased_traceidratio', undefined, 0],
  ['always_on', '00', 1],
] as const)('the sampler %s under a parent of %s keeps %d', async (sampler, flags, kept) => {
  const telemetry = await open({ sampler, ratio: 0 });
  const traceparent = flags && `00-${TRACE_ID}-${PARENT_ID}-${flags}`;
  const span = telemetry.tracer!.start('root', { traceparent });
  span.child('child').end();
  span.end();
  await telemetry.close();
  expect(collector.spans.filter(({ name }) => name === 'root')).toHaveLength(kept);
  expect(span.traceparent.endsWith(kept ? '01' : '00')).toBe(true);
});

test('a collector that refuses is told of once, and keeps nobody from stopping', async () => {
  collector.answer(400);
  const telemetry = await open();
  telemetry.tracer!.start('lost').end();
  await telemetry.close();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('traces cannot be sent');
  expect(lines[0]).not.toContain('of-the-collector');
});

test('without an address, nothing is traced', async () => {
  const telemetry = await openTelemetry({ traces: null, sentry: null }, createLogger('silent'));
  expect(telemetry.tracer).toBeNull();
  await telemetry.close();
});
