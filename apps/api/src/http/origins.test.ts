import type { Request } from 'express';
import { describe, expect, test } from '@jest/globals';

import type { Config } from '../config.ts';
import { checkOrigins } from './origins.ts';

type HttpConfig = Config['http'];

const local: HttpConfig = {
  host: '127.0.0.1',
  port: 3000,
  previewPort: 3001,
  publicUrl: null,
  previewUrl: null,
  trustProxy: false,
  corsOrigins: [],
};
const open = { ...local, host: '0.0.0.0' };
const named = {
  ...open,
  publicUrl: 'https://studio.example',
  previewUrl: 'https://preview.example',
};

function check(config: HttpConfig, host: string | undefined, origin?: string) {
  const req = { protocol: 'http', headers: { host, origin } } as unknown as Request;
  return checkOrigins(req, config);
}

const refused = expect.objectContaining({ name: 'AppError', code: 'origin_not_allowed' });

describe('a host that we answer to', () => {
  test.each([
    ['this machine by address', local, '127.0.0.1:3000'],
    ['this machine by name', local, 'localhost:3000'],
    ['this machine by its IPv6 address', local, '[::1]:3000'],
    ['an address of the network, when open to it', open, '192.168.1.20:3000'],
    ['an IPv6 address of the network, when open to it', open, '[fd00::5]:3000'],
    ['the public name', named, 'studio.example'],
    ['this machine behind the public name', named, '127.0.0.1:3000'],
  ])('%s', (_what, config, host) => {
    expect(check(config, host).studio).toMatch(/^https?:/);
  });
});

describe('a host that somebody pointed at us is refused', () => {
  test.each([
    ['a name, when on this machine only', local, 'rebind.evil.test:3000'],
    ['an address, when on this machine only', local, '192.168.1.20:3000'],
    ['a name, when open to the network', open, 'rebind.evil.test:3000'],
    ['another name than the public one', named, 'evil.example'],
    ['a name that ends with the public one', named, 'evil-studio.example'],
    ['an address, when there is a public name', named, '192.168.1.20'],
    ['none', local, undefined],
    ['nonsense', local, 'a b'],
    ['a name with a user before it', local, '127.0.0.1@evil.test'],
  ])('%s', (_what, config, host) => {
    expect(() => check(config, host)).toThrow(refused);
  });
});

describe('a page that calls', () => {
  test.each([
    ['our own page', local, '127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['our own page under the public name', named, 'studio.example', 'https://studio.example'],
    [
      'the same, when the proxy rewrites the host',
      named,
      '127.0.0.1:3000',
      'https://studio.example',
    ],
    ['our own page on the machine itself', named, 'localhost:3000', 'http://localhost:3000'],
    ['no page: a program', local, '127.0.0.1:3000', undefined],
  ])('%s is let through', (_what, config, host, origin) => {
    expect(check(config, host, origin)).toBeDefined();
  });

  test.each([
    ['another site', local, 'https://evil.test'],
    ['another program on this machine', local, 'http://127.0.0.1:8080'],
    ['a preview, whose origin is opaque', local, 'null'],
    ['the same name at another port', named, 'https://studio.example:8443'],
    ['the same name without https', named, 'http://studio.example'],
  ])('%s is refused', (_what, config, origin) => {
    const host = config.publicUrl ? 'studio.example' : '127.0.0.1:3000';
    expect(() => check(config, host, origin)).toThrow(refused);
  });

  test('a site on the list of the operator is let through', () => {
    const config = { ...local, corsOrigins: ['https://tools.example'] };
    expect(check(config, '127.0.0.1:3000', 'https://tools.example')).toBeDefined();
  });
});

test('links are built on the address that the caller used, or on the public one', () => {
  expect(check(open, '192.168.1.20:3000')).toMatchObject({
    studio: 'http://192.168.1.20:3000',
    preview: 'http://192.168.1.20:3001',
  });
  const links = { studio: 'https://studio.example', preview: 'https://preview.example' };
  expect(check(named, 'studio.example')).toMatchObject(links);
  expect(check(named, '127.0.0.1:3000', 'https://studio.example')).toMatchObject(links);
});
