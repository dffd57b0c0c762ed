import type { AccessRows } from '../../testing/access/rows.ts';
import { least } from '../../testing/access/rules.ts';
import type { AccessWorld } from '../../testing/access/world.ts';

export const access: AccessRows = {
  createSnippet: {
    answers: least('admin', 'write'),
    call: () => ({ body: { name: 'New', kind: 'hook', code: 'useState()' } }),
  },
  listSnippets: { answers: least('viewer', 'read') },
  getSnippet: {
    answers: least('viewer', 'read'),
    call: async (world) => ({ ids: await world.once('snippet', () => create(world)) }),
  },
  updateSnippet: {
    answers: least('admin', 'write'),
    call: async (world) => ({
      ids: await world.once('snippet', () => create(world)),
      body: { name: 'New' },
    }),
  },
  deleteSnippet: {
    answers: least('admin', 'write'),
    call: async (world) => ({ ids: await create(world) }),
  },
};

async function create({ studio, owner, ids: { orgId } }: AccessWorld) {
  const body = { name: 'Old', kind: 'hook' as const, description: '', code: 'useState()' };
  const { snippet } = await studio.container.services.snippets.create(owner, orgId, body);
  return { snippetId: snippet.id };
}
