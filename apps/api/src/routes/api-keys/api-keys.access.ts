import type { AccessRows } from '../../testing/access/rows.ts';
import { least } from '../../testing/access/rules.ts';

export const access: AccessRows = {
  createApiKey: {
    answers: { ...least('admin', null), 'owner whose session has ended': 401 },
    call: ({ ids: { orgId } }) => ({ body: { orgId, name: 'New', scopes: ['read'] } }),
  },
  listApiKeys: {
    answers: least('admin', null),
    call: ({ ids: { orgId } }) => ({ query: { orgId } }),
  },
  revokeApiKey: {
    answers: least('admin', null),
    async call({ studio, owner, ids: { orgId } }) {
      const { orgKeys } = studio.container.services;
      const { row } = await orgKeys.create(owner, { orgId, name: 'Old', scopes: ['read'] });
      return { ids: { apiKeyId: row.id } };
    },
  },
};
