import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';

import { expect, test } from '@jest/globals';

import { BuildCompressor, encodedBody } from './body.ts';

const bytes = new TextEncoder().encode('text '.repeat(1_000));
const encodings = { br: new Uint8Array([1]), gzip: new Uint8Array([2]) };

function requestFrom(remoteAddress: string, acceptEncoding?: string): IncomingMessage {
  const headers = { 'accept-encoding': acceptEncoding };
  return { headers, socket: { remoteAddress } } as unknown as IncomingMessage;
}

test.each([
  ['192.168.1.5', 'gzip, deflate, br', 'br'],
  ['192.168.1.5', 'gzip', 'gzip'],
  ['192.168.1.5', 'br;q=0, gzip;q=0.5', 'gzip'],
  ['192.168.1.5', 'identity', undefined],
  ['192.168.1.5', undefined, undefined],
  ['127.0.0.1', 'gzip, br', undefined],
  ['::ffff:127.0.0.1', 'gzip, br', undefined],
  ['::1', 'gzip, br', undefined],
])('a client at %s that accepts %s gets %s', (address, accepted, encoding) => {
  expect(encodedBody(requestFrom(address, accepted), bytes, encodings).encoding).toBe(encoding);
});

test('texts of a build are compressed once, pictures never', async () => {
  const compressor = new BuildCompressor();
  const request = requestFrom('10.0.0.2', 'gzip');
  const first = await compressor.body(request, bytes, 'text/css; charset=utf-8');
  const second = await compressor.body(request, bytes, 'text/css; charset=utf-8');
  expect(first.encoding).toBe('gzip');
  expect(new Uint8Array(gunzipSync(first.bytes))).toEqual(bytes);
  expect(second.bytes).toBe(first.bytes);
  expect(await compressor.body(request, bytes, 'image/png')).toEqual({ bytes });
});
