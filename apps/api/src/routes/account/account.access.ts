import { randomUUID } from 'node:crypto';

import type { AccessRows } from '../../testing/access/rows.ts';
import { anybody, ownersOnly, signedIn } from '../../testing/access/rules.ts';

const ENDED = { 'owner whose session has ended': 401 };

export const access: AccessRows = {
  getMe: { answers: signedIn() },
  updateMe: { answers: { ...signedIn(), ...ENDED }, call: () => ({ body: { name: 'New' } }) },
  changePassword: {
    // Nobody here has a password to begin with.
    answers: { ...signedIn(422), ...ENDED },
    call: () => ({ body: { currentPassword: 'x', newPassword: 'long enough it is' } }),
  },
  deleteMe: {
    // Nobody here has a password, nor should be gone for the other rows.
    answers: { ...signedIn(422), ...ENDED },
    call: () => ({ body: { password: 'x' } }),
  },
  listSessions: { answers: signedIn() },
  revokeSession: {
    answers: { ...ownersOnly(), ...ENDED },
    call: async ({ studio, people }) => ({
      ids: { sessionId: await studio.factories.buildSession(people.owner.userId) },
    }),
  },
  requestEmailVerification: { answers: signedIn() },
  verifyEmail: {
    answers: { ...signedIn(410), ...ENDED },
    call: () => ({ body: { token: 'nonsense' } }),
  },

  // A mail's token is the right to these, and this is none.
  requestPasswordReset: {
    answers: anybody(),
    call: () => ({ body: { email: `${randomUUID()}@example.com` } }),
  },
  resetPassword: {
    answers: anybody(410),
    call: () => ({ body: { token: 'nonsense', newPassword: 'long enough it is' } }),
  },
};
