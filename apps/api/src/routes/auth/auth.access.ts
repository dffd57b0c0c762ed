import { randomUUID } from 'node:crypto';

import type { Session } from '@promptly/common';

import type { AccessRows } from '../../testing/access/rows.ts';
import { anybody } from '../../testing/access/rules.ts';
import type { AccessWorld } from '../../testing/access/world.ts';

const password = 'long enough it is';
const newAccount = () => ({ email: `${randomUUID()}@example.com`, password });

async function sessionOf({ studio }: AccessWorld): Promise<Session> {
  const answer = await studio.agent.post('/api/v1/auth/signup').send(newAccount());
  return answer.body as Session;
}

/** Of nobody whom the table asks about: what these take is in the request itself. */
export const access: AccessRows = {
  getSignupRule: { answers: anybody() },
  signup: { answers: anybody(), call: () => ({ body: newAccount() }) },
  login: {
    answers: anybody(),
    async call(world) {
      const { user } = await world.once('account', () => sessionOf(world));
      return { body: { email: user.email, password } };
    },
  },
  refreshSession: {
    answers: anybody(),
    async call(world) {
      const { refreshToken } = await sessionOf(world);
      return { body: { refreshToken } };
    },
  },
  logout: {
    answers: anybody(),
    async call(world) {
      const { refreshToken } = await world.once('account', () => sessionOf(world));
      return { body: { refreshToken } };
    },
  },
};
