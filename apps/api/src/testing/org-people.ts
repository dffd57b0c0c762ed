import { ROLES, type Role } from '@promptly/common';

import type { OrgRow } from './factories.ts';
import type { TestApp } from './test-app.ts';

/** Somebody who calls the API, and as whom. */
export interface Person {
  userId: string;
  email: string;
  headers: { Authorization: string };
}

/** A signed-in user who belongs to nothing. */
export async function createPerson(studio: TestApp): Promise<Person> {
  const user = await studio.factories.buildUser();
  return { userId: user.id, email: user.email, headers: await studio.bearer(user.id) };
}

/** One member of each role; the owner is the one whom limits count. */
export type People = Record<Role, Person>;

export async function createPeople(studio: TestApp): Promise<People> {
  const people: Partial<People> = {};
  for (const role of ROLES) people[role] = await createPerson(studio);
  return people as People;
}

/** A new organization of these people. */
export async function createOrgOf({ factories }: TestApp, people: People): Promise<OrgRow> {
  const org = await factories.buildOrg({ ownerUserId: people.owner.userId });
  for (const role of ROLES.filter((name) => name !== 'owner')) {
    await factories.addMember(org.id, people[role].userId, role);
  }
  return org;
}
