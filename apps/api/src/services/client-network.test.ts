import { expect, test } from '@jest/globals';

import { clientNetwork } from './client-network.ts';

test('all addresses of one IPv6 network of 64 bits count as one client', () => {
  const first = clientNetwork('2001:db8:1:2::1');
  expect(clientNetwork('2001:0db8:0001:0002:ffff:ffff:ffff:ffff')).toBe(first);
  expect(clientNetwork('2001:db8:1:3::1')).not.toBe(first);
});

test('each IPv4 address is a client, also where it is written as an IPv6 one', () => {
  expect(clientNetwork('192.0.2.1')).not.toBe(clientNetwork('192.0.2.2'));
  expect(clientNetwork('::ffff:192.0.2.1')).toBe(clientNetwork('192.0.2.1'));
});

test('what is no address is a client of its own', () => {
  expect(clientNetwork('unix:/run/x')).toBe('unix:/run/x');
  expect(clientNetwork(null)).toBe('');
});
