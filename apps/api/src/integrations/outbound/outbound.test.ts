import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

import { afterEach, describe, expect, test } from '@jest/globals';

import { isPublicAddress } from './addresses.ts';
import { createAllowList } from './allow-list.ts';
import { createOutbound, type Outbound } from './outbound-fetch.ts';
import type { Resolve } from './resolve-name.ts';

const open: { server: Server; seen: string[] }[] = [];
const outbounds: Outbound[] = [];

afterEach(async () => {
  await Promise.all(outbounds.splice(0).map((outbound) => outbound.close()));
  for (const { server } of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server of the inner network, which counts who reached it. */
async function innerServer(answer: RequestListener): Promise<{ port: number; seen: string[] }> {
  const seen: string[] = [];
  const server = createServer((req, res) => {
    seen.push(`${req.method} ${req.url} ${JSON.stringify(req.headers)}`);
    answer(req, res);
  });
  open.push({ server, seen });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, seen };
}

function outbound(allowHosts: string[] = [], resolve?: Resolve): Outbound {
  const made = createOutbound({ allowHosts, resolve });
  outbounds.push(made);
  return made;
}

const ok: RequestListener = (_req, res) => void res.end('inner secret');
const toLoopback: Resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
const refusal = (code: string) => expect.objectContaining({ name: 'OutboundError', code });

describe('addresses', () => {
  test.each([
    ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254'],
    ...['172.16.0.1', '192.0.0.1', '192.0.2.1', '192.88.99.1', '192.168.1.1', '198.18.0.1'],
    ...['224.0.0.1', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1'],
    ...['64:ff9b:1::1', '100::1', '2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', '4000::1'],
    ...['fc00::1', 'fd12:3456::1', 'fe80::1', 'fec0::1', 'ff02::1', 'not an address', ''],
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(['1.1.1.1', '93.184.215.14', '2001:4860:4860::8888', '2606:4700:4700::1111'])(
    '%s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
});

describe('an inner host is not reached', () => {
  test.each([
    'http://127.0.0.1:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://0x7f000001:PORT/',
    'http://2130706433:PORT/',
    'http://127.1:PORT/',
    'http://localhost:PORT/',
    'http://LOCALHOST:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://[0:0:0:0:0:ffff:7f00:0001]:PORT/',
    'http://0.0.0.0:PORT/',
    'http://①②⑦.0.0.1:PORT/',
    'http://127.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fe80::1]/',
  ])('as %s', async (template) => {
    const { port, seen } = await innerServer(ok);
    const url = template.replace('PORT', String(port));
    await expect(outbound().fetch(url, { timeoutMs: 2_000 })).rejects.toEqual(
      refusal('address_not_allowed'),
    );
    expect(seen).toEqual([]);
  });

  test.each(['http://evil.test/', 'http://localhost./', 'https://EVIL.test./'])(
    'by a name that leads to it: %s',
    async (url) => {
      await expect(outbound([], toLoopback).fetch(url)).rejects.toEqual(
        refusal('address_not_allowed'),
      );
    },
  );

  test('by a name that has one inner address among public ones', async () => {
    const mixed: Resolve = () =>
      Promise.resolve([
        { address: '93.184.215.14', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ]);
    await expect(outbound([], mixed).fetch('http://evil.test/')).rejects.toEqual(
      refusal('address_not_allowed'),
    );
  });

  test('by a name that was public when it was looked at before (rebinding)', async () => {
    let looks = 0;
    const rebinding: Resolve = () => {
      looks += 1;
      return Promise.resolve([{ address: looks === 1 ? '93.184.215.14' : '127.0.0.1', family: 4 }]);
    };
    const [before] = await rebinding('evil.test', { isListed: false });
    expect(isPublicAddress(before?.address ?? '')).toBe(true);
    await expect(outbound([], rebinding).fetch('http://evil.test/')).rejects.toEqual(
      refusal('address_not_allowed'),
    );
  });

  test('by a redirect of a host that may be called', async () => {
    const inner = await innerServer(ok);
    const outer = await innerServer((_req, res) => {
      res.writeHead(302, { Location: `http://127.0.0.1:${inner.port}/` }).end();
    });
    const guarded = outbound([`outer.test:${outer.port}`], toLoopback);
    await expect(guarded.fetch(`http://outer.test:${outer.port}/`)).rejects.toEqual(
      refusal('address_not_allowed'),
    );
    expect([outer.seen.length, inner.seen.length]).toEqual([1, 0]);
  });
});

describe('what is not a web address is refused', () => {
  test.each([
    ['file:///etc/passwd', 'url_not_allowed'],
    ['ftp://example.com/', 'url_not_allowed'],
    ['http://user:password@example.com/', 'url_not_allowed'],
    ['not an address', 'url_not_allowed'],
    ['http://1.1.1.1:8443/', 'address_not_allowed'],
  ])('%s', async (url, code) => {
    await expect(outbound().fetch(url)).rejects.toEqual(refusal(code));
  });
});

describe("the operator's list", () => {
  test('lets a named host at its port through, and no other port', async () => {
    const listed = await innerServer(ok);
    const other = await innerServer(ok);
    const guarded = outbound([`models.test:${listed.port}`], toLoopback);
    const answer = await guarded.fetch(`http://models.test:${listed.port}/v1`);
    expect(await answer.text()).toBe('inner secret');
    await expect(guarded.fetch(`http://models.test:${other.port}/`)).rejects.toEqual(
      refusal('address_not_allowed'),
    );
  });

  test('lets a network through, by whatever name', async () => {
    const { port } = await innerServer(ok);
    const answer = await outbound(['127.0.0.0/8'], toLoopback).fetch(`http://any.test:${port}/`);
    expect(answer.status).toBe(200);
  });

  test.each([
    ['*.corp.test', 'a.corp.test', 443, true],
    ['*.corp.test', 'corp.test', 443, false],
    ['*.corp.test', 'evilcorp.test', 443, false],
    ['host.test:8080', 'host.test', 80, false],
    ['host.test', 'HOST.test.', 8080, true],
    ['[::1]:9000', '[::1]', 9000, true],
    ['[::1]:9000', '[::1]', 80, false],
  ])('%s and %s:%d is %s', (entry, host, port, allowed) => {
    expect(createAllowList([entry]).allowsName(host, port)).toBe(allowed);
  });
});

describe('a redirect', () => {
  test('to another origin takes no credentials along', async () => {
    const target = await innerServer(ok);
    const first = await innerServer((_req, res) => {
      res.writeHead(302, { Location: `http://b.test:${target.port}/` }).end();
    });
    const guarded = outbound([`a.test:${first.port}`, `b.test:${target.port}`], toLoopback);
    const headers = { Authorization: 'Bearer s3cret', 'X-Api-Key': 's3cret', Accept: 'text/plain' };
    await guarded.fetch(`http://a.test:${first.port}/`, { headers });
    expect(first.seen[0]).toContain('s3cret');
    expect(target.seen[0]).not.toContain('s3cret');
    expect(target.seen[0]).toContain('text/plain');
  });

  test('to another origin does not carry the data there', async () => {
    const target = await innerServer(ok);
    const first = await innerServer((_req, res) => {
      res.writeHead(307, { Location: `http://b.test:${target.port}/` }).end();
    });
    const guarded = outbound(['a.test', 'b.test'], toLoopback);
    const post = { method: 'POST', body: 'payload' };
    await expect(guarded.fetch(`http://a.test:${first.port}/`, post)).rejects.toEqual(
      refusal('redirect_not_allowed'),
    );
    expect(target.seen).toEqual([]);
  });

  test('without end is given up', async () => {
    const { port, seen } = await innerServer((_req, res) => {
      res.writeHead(302, { Location: '/again' }).end();
    });
    await expect(outbound(['127.0.0.1']).fetch(`http://127.0.0.1:${port}/`)).rejects.toEqual(
      refusal('redirect_not_allowed'),
    );
    expect(seen).toHaveLength(4);
  });

  test('is an answer like any other where none are wanted', async () => {
    const { port } = await innerServer((_req, res) => res.writeHead(301, { Location: '/' }).end());
    const answer = await outbound(['127.0.0.1']).fetch(`http://127.0.0.1:${port}/`, {
      maxRedirects: 0,
    });
    expect(answer.status).toBe(301);
  });
});

describe('an answer', () => {
  const local = (port: number) => `http://127.0.0.1:${port}/`;

  test('that trickles in for ever is cut off', async () => {
    const { port } = await innerServer((_req, res) => {
      const timer = setInterval(() => res.write('.'), 20);
      res.on('close', () => clearInterval(timer));
    });
    const read = async () => {
      const answer = await outbound(['127.0.0.1']).fetch(local(port), { timeoutMs: 200 });
      return answer.text();
    };
    await expect(read()).rejects.toEqual(refusal('timeout'));
  });

  test('that never begins is cut off', async () => {
    const { port } = await innerServer(() => undefined);
    await expect(outbound(['127.0.0.1']).fetch(local(port), { timeoutMs: 200 })).rejects.toEqual(
      refusal('timeout'),
    );
  });

  test('that is too large is cut off, however small it was packed', async () => {
    const { port } = await innerServer((_req, res) => {
      res.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000)));
    });
    const answer = await outbound(['127.0.0.1']).fetch(local(port), { maxResponseBytes: 100_000 });
    await expect(answer.text()).rejects.toEqual(refusal('response_too_large'));
  });

  test("ends when its caller's signal does, with the signal's reason", async () => {
    const { port } = await innerServer(() => undefined);
    const caller = new AbortController();
    const call = outbound(['127.0.0.1']).fetch(local(port), { signal: caller.signal });
    caller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('of a host that does not exist says no more than that', async () => {
    const nowhere: Resolve = () => Promise.reject(new Error('queryA ENOTFOUND inner.dns.corp'));
    await expect(outbound([], nowhere).fetch('http://gone.test/')).rejects.toEqual(
      refusal('unreachable'),
    );
  });
});
