import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Answers } from './actors.ts';
import type { AccessWorld } from './world.ts';

/*
 * The access table: what each route answers to each actor.
 *
 * A new route gets its row beside it, in `<resource>.access.ts`, which the test finds by its name:
 *
 *   export const access: AccessRows = {
 *     updateThing: {
 *       answers: least('admin', 'write'),
 *       call: async (world) => ({ ids: { thingId: await thingOf(world) }, body: { name: 'New' } }),
 *     },
 *   };
 *
 * `call` is asked for each actor: what a success would use up is made anew, and what it only reads is shared by
 * `world.once`. Exceptions of a rule stand behind it: `{ ...least('admin', null), owner: 409 }`.
 */
export type AccessRows = Record<string, AccessRow>;

export interface AccessRow {
  answers: Answers;
  /** Left out where the ids of the world are enough: `orgId`, `projectId` and `revisionId`. */
  call?: (world: AccessWorld) => Call | Promise<Call>;
}

/** One request that is valid, and about things of the world. */
export interface Call {
  /** For the address, beyond those of the world. */
  ids?: Record<string, string>;
  query?: Record<string, string>;
  body?: object;
  headers?: Record<string, string>;
  /** The part `file` of an upload. */
  file?: Buffer;
  /** A body that is no JSON. */
  bytes?: Buffer;
  /** Whose keys call, where it is not the world's organization or the one in `ids`. */
  orgId?: string;
}

/** All rows that lie beside the resources. */
export async function loadAccessRows(routesDir: string): Promise<AccessRows> {
  const names = await readdir(routesDir, { recursive: true });
  const files = names.filter((name) => name.endsWith('.access.ts')).sort();
  const rows: [string, AccessRow][] = [];
  for (const name of files) {
    const module = (await import(pathToFileURL(join(routesDir, name)).href)) as {
      access: AccessRows;
    };
    rows.push(...Object.entries(module.access));
  }
  const twice = rows.find(([name], at) => rows.findIndex(([other]) => other === name) !== at);
  if (twice) throw new Error(`${twice[0]} has two rows in the access table.`);
  return Object.fromEntries(rows);
}
