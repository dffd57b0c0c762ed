import { expect, test } from '@jest/globals';

import { loginBodySchema, signupBodySchema } from './auth.ts';

const password = 'a long enough password';
const emailOf = (email: string) => signupBodySchema.safeParse({ email, password }).data?.email;

test('an address with spaces around it, as pasting adds them, is the address in lower case', () => {
  expect(emailOf(' Ada@Example.com\n')).toBe('ada@example.com');
  expect(loginBodySchema.parse({ email: '\tada@EXAMPLE.com ', password }).email).toBe(
    'ada@example.com',
  );
});

test.each(['', '   ', 'ada', 'ada @example.com', `${'a'.repeat(250)}@example.com`])(
  '%j is no address',
  (email) => {
    expect(emailOf(email)).toBeUndefined();
  },
);
