import { newId, type Role, type Scope } from '@promptly/common';

import type { Container } from '../container.ts';
import { apiKeys, orgMembers, orgs, sessions, users } from '../db/schema/index.ts';
import type { ProjectRow } from '../services/access.ts';
import type { UserActor } from '../services/actor.ts';
import { generateApiKey } from '../services/api-keys.ts';

export type UserRow = typeof users.$inferSelect;
export type OrgRow = typeof orgs.$inferSelect;

const SESSION_LIFE_MS = 90 * 24 * 60 * 60_000;

let made = 0;

/** Makes rows as the services would, without the detour through HTTP. */
export function createFactories({ db, services }: Pick<Container, 'db' | 'services'>) {
  return {
    async buildUser(values: Partial<UserRow> = {}): Promise<UserRow> {
      made += 1;
      const [row] = await db
        .insert(users)
        .values({
          id: newId('user'),
          email: `user${made}@example.com`,
          name: `User ${made}`,
          ...values,
        })
        .returning();
      return present(row);
    },

    /** With an owner; one is made when none is given. */
    async buildOrg(values: Partial<OrgRow> = {}): Promise<OrgRow> {
      made += 1;
      const ownerUserId = values.ownerUserId ?? (await this.buildUser()).id;
      const [row] = await db
        .insert(orgs)
        .values({
          id: newId('org'),
          name: `Org ${made}`,
          slug: `org-${made}`,
          createdBy: ownerUserId,
          ...values,
          ownerUserId,
        })
        .returning();
      const org = present(row);
      await this.addMember(org.id, ownerUserId, 'owner');
      return org;
    },

    async addMember(orgId: string, userId: string, role: Role): Promise<void> {
      await db.insert(orgMembers).values({ orgId, userId, role, joinedAt: new Date() });
    },

    /** Made by the service, as it has a first revision; in a new organization when none is given. */
    async buildProject(values: { org?: OrgRow; name?: string } = {}): Promise<ProjectRow> {
      made += 1;
      const org = values.org ?? (await this.buildOrg());
      const body = { name: values.name ?? `Project ${made}`, type: 'prompt' as const };
      return services.projects.create(userActor(org.ownerUserId), org.id, body);
    },

    /** Returns its id. */
    async buildSession(userId: string): Promise<string> {
      const id = newId('session');
      const expiresAt = new Date(Date.now() + SESSION_LIFE_MS);
      await db
        .insert(sessions)
        .values({ id, userId, hmacKey: Buffer.alloc(32), idleExpiresAt: expiresAt, expiresAt });
      return id;
    },

    /** As services take somebody who is signed in. */
    async signedIn(userId: string): Promise<UserActor> {
      return userActor(userId, await this.buildSession(userId));
    },

    /** Returns the key itself, which only its maker ever sees. */
    async buildApiKey(orgId: string, scopes: Scope[], expiresAt?: Date): Promise<string> {
      const { key, hashedKey, lastFour } = generateApiKey();
      const id = newId('apiKey');
      await db
        .insert(apiKeys)
        .values({ id, orgId, name: 'Test', scopes, hashedKey, lastFour, expiresAt });
      return key;
    },
  };
}

export type Factories = ReturnType<typeof createFactories>;

/** A user whose session only the services that look for it miss. */
export function userActor(userId: string, sessionId = newId('session')): UserActor {
  return {
    kind: 'user',
    userId,
    sessionId,
    requestId: 'test-request',
    ip: '127.0.0.1',
  };
}

function present<T>(row: T | undefined): T {
  if (row === undefined) throw new Error('The row was not made.');
  return row;
}
