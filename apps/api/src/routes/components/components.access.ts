import { newId } from '@promptly/common';

import type { AccessRows } from '../../testing/access/rows.ts';
import { least } from '../../testing/access/rules.ts';
import type { AccessWorld } from '../../testing/access/world.ts';
import { componentBody } from '../../testing/library.ts';

export const access: AccessRows = {
  publishComponent: {
    answers: least('admin', 'write'),
    call: () => ({ body: componentBody({ name: nameOfItsOwn() }) }),
  },
  listComponents: { answers: least('viewer', 'read') },
  getComponent: {
    answers: least('viewer', 'read'),
    call: async (world) => ({ ids: await world.once('component', () => publish(world)) }),
  },
  updateComponent: {
    answers: least('admin', 'write'),
    call: async (world) => ({
      ids: await world.once('component', () => publish(world)),
      body: { deprecated: true },
    }),
  },
  deleteComponent: {
    answers: least('admin', 'write'),
    call: async (world) => ({ ids: await publish(world) }),
  },
};

async function publish({ studio, owner, ids: { orgId } }: AccessWorld) {
  const { components } = studio.container.services;
  const body = componentBody({ name: nameOfItsOwn() });
  return { componentId: (await components.publish(owner, orgId, body)).id };
}

function nameOfItsOwn(): string {
  return `Card-${newId('component').slice(-26)}`;
}
