import { expect, test } from '@jest/globals';

import { createMemoryRateLimiter } from '../rate-limiter.ts';
import { throttleLogin } from './login-throttle.ts';

const email = 'owner@example.com';

function setUp(isKnownAddress: boolean) {
  const limiter = createMemoryRateLimiter(() => new Date(0));
  const attempt = (ip: string) =>
    throttleLogin(limiter, { email, ip, isKnownAddress: () => Promise.resolve(isKnownAddress) });
  const hammer = async (addresses: number) => {
    for (let i = 0; i < addresses; i += 1) await attempt(`198.51.100.${i}`);
  };
  return { attempt, hammer };
}

test('guesses at an account that are spread over many addresses are refused from a new one', async () => {
  const { attempt, hammer } = setUp(false);
  await hammer(100);
  await expect(attempt('192.0.2.1')).rejects.toMatchObject({ code: 'rate_limited' });
});

test('an address from which the account was used before is let through, up to its own limit', async () => {
  const { attempt, hammer } = setUp(true);
  await hammer(100);
  for (let i = 0; i < 10; i += 1) await attempt('192.0.2.1');
  await expect(attempt('192.0.2.1')).rejects.toMatchObject({ code: 'rate_limited' });
});

test('the addresses of one IPv6 network share their limit', async () => {
  const { attempt } = setUp(false);
  for (let i = 1; i <= 10; i += 1) await attempt(`2001:db8::${i}`);
  await expect(attempt('2001:db8::ffff')).rejects.toMatchObject({ code: 'rate_limited' });
  await attempt('2001:db8:0:1::1');
});
