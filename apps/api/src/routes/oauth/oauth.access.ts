import { newId } from '@promptly/common';

import { linkedAccounts } from '../../db/schema/index.ts';
import type { AccessRows } from '../../testing/access/rows.ts';
import { anybody, ownersOnly, signedIn } from '../../testing/access/rules.ts';

const ENDED = { 'owner whose session has ended': 401 };
const github = () => ({ ids: { provider: 'github' } });

export const access: AccessRows = {
  listAuthProviders: { answers: anybody() },
  startOAuth: { answers: anybody(), call: github },
  startFigmaOAuth: { answers: { ...signedIn(), ...ENDED } },
  linkAccount: { answers: { ...signedIn(), ...ENDED }, call: () => ({ ...github(), body: {} }) },
  // The cookie of the browser that began is the right to it: without one, it leads back to signing in.
  finishOAuth: { answers: anybody(), call: github },
  listLinkedAccounts: { answers: signedIn() },
  linkForeignAccount: {
    answers: { ...signedIn(422), ...ENDED },
    call: () => ({ body: { token: 'nonsense' } }),
  },
  unlinkAccount: {
    answers: { ...ownersOnly(), ...ENDED },
    async call({ studio, people }) {
      const id = newId('linkedAccount');
      const values = { id, userId: people.owner.userId, provider: 'figma', issuer: 'x' } as const;
      await studio.container.db
        .insert(linkedAccounts)
        .values({ ...values, subject: id })
        .onConflictDoNothing();
      return { ids: { provider: 'figma' } };
    },
  },
};
