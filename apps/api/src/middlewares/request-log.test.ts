import { expect, test } from '@jest/globals';

import { redactUrl } from './request-log.ts';

test.each([
  ['/api/v1/projects', '/api/v1/projects'],
  ['/files?path=src%2FApp.tsx&limit=5', '/files?path=src%2FApp.tsx&limit=5'],
  [
    '/exports/exp_1/download?expires=1&signature=abc',
    '/exports/exp_1/download?expires=[redacted]&signature=[redacted]',
  ],
  ['/x?token=abc&limit=5', '/x?token=[redacted]&limit=5'],
  ['/x?X-Amz-Signature=abc', '/x?X-Amz-Signature=[redacted]'],
  ['/x?accessToken', '/x?accessToken=[redacted]'],
])('%s is logged as %s', (url, logged) => {
  expect(redactUrl(url)).toBe(logged);
});
