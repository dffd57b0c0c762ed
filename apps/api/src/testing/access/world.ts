import { eq } from 'drizzle-orm';

import { newId, SCOPES, type Scope } from '@promptly/common';

import { apiKeys, codegenJobs, sessions, users } from '../../db/schema/index.ts';
import type { ProjectRow } from '../../services/access.ts';
import type { UserActor } from '../../services/actor.ts';
import { generateApiKey } from '../../services/api-keys.ts';
import { createAccessTokens } from '../../services/keys/access-tokens.ts';
import { createOrgOf, createPeople, createPerson, type People } from '../org-people.ts';
import type { TestApp } from '../test-app.ts';
import type { ActorName } from './actors.ts';

/** An organization with one member of each role and a project, and what tests of access make in it. */
export interface AccessWorld {
  studio: TestApp;
  people: People;
  /** Signed in, as services take them. */
  owner: UserActor;
  ids: { orgId: string; projectId: string; revisionId: string };
  /** Makes a thing that calls share, as none of them changes it. */
  once<T>(name: string, make: () => Promise<T>): Promise<T>;
  /** An organization of the same people, to be changed. */
  newOrg(): Promise<string>;
  /** A project of the same organization, to be changed. */
  newProject(): Promise<ProjectRow>;
  /** A job of the project that was canceled before it began. */
  newJob(): Promise<string>;
}

export async function createAccessWorld(studio: TestApp): Promise<AccessWorld> {
  const { factories } = studio;
  const people = await createPeople(studio);
  const org = await createOrgOf(studio, people);
  const project = await factories.buildProject({ org });
  const ids = { orgId: org.id, projectId: project.id, revisionId: project.headRevisionId ?? '' };
  const made = new Map<string, Promise<unknown>>();
  return {
    ...{ studio, people, ids },
    owner: await factories.signedIn(people.owner.userId),
    once<T>(name: string, make: () => Promise<T>) {
      const thing = (made.get(name) as Promise<T> | undefined) ?? make();
      made.set(name, thing);
      return thing;
    },
    async newOrg() {
      // Counted for somebody else, as nobody owns as many as a test makes.
      const { userId } = await createPerson(studio);
      const { id } = await createOrgOf(studio, { ...people, owner: { ...people.owner, userId } });
      await factories.addMember(id, people.owner.userId, 'owner');
      return id;
    },
    newProject: () => factories.buildProject({ org }),
    async newJob() {
      const id = newId('codegenJob');
      await studio.container.db.insert(codegenJobs).values({
        ...{ id, projectId: project.id, orgId: org.id, kind: 'prompt', provider: 'local' },
        ...{ status: 'canceled', finishedAt: new Date(), promptText: 'todo app' },
        baseRevisionId: ids.revisionId,
      });
      return id;
    },
  };
}

type Headers = Record<string, string>;

/** The headers of an actor; `orgId` is whose keys they send. */
export type Credentials = (actor: ActorName, orgId: string) => Promise<Headers>;

export async function createCredentials(
  world: AccessWorld,
  foreign: AccessWorld,
): Promise<Credentials> {
  const { studio, people } = world;
  const owner = people.owner.userId;
  const operator = await createPerson(studio);
  const { db, services } = studio.container;
  await db.update(users).set({ isOperator: true }).where(eq(users.id, operator.userId));
  const keys = new Map<string, Promise<Headers>>();

  return async (actor, orgId) => {
    switch (actor) {
      case 'nobody':
        return {};
      case 'viewer':
      case 'editor':
      case 'admin':
      case 'owner':
        return people[actor].headers;
      case 'owner whose session has ended':
        return endedSession();
      case 'owner whose token has expired':
        return expiredToken();
      case 'operator':
        return operator.headers;
      case 'owner of another organization':
        return foreign.people.owner.headers;
      case 'key of another organization':
        return keyOnce(foreign.ids.orgId, actor, [...SCOPES]);
      case 'revoked key':
        return keyOnce(orgId, actor, [...SCOPES], { revokedAt: new Date() });
      case 'expired key':
        return keyOnce(orgId, actor, [...SCOPES], { expiresAt: new Date(Date.now() - 1) });
      default:
        return keyOnce(
          orgId,
          actor,
          SCOPES.filter((scope) => actor === `key for ${scope}`),
        );
    }
  };

  function keyOnce(
    orgId: string,
    actor: ActorName,
    scopes: Scope[],
    end: { revokedAt?: Date; expiresAt?: Date } = {},
  ): Promise<Headers> {
    const name = `${orgId} ${actor}`;
    const headers = keys.get(name) ?? insertKey(orgId, scopes, end);
    keys.set(name, headers);
    return headers;
  }

  async function insertKey(orgId: string, scopes: Scope[], end: object): Promise<Headers> {
    const { key, hashedKey, lastFour } = generateApiKey();
    const values = { id: newId('apiKey'), orgId, name: 'Test', scopes, hashedKey, lastFour };
    await db.insert(apiKeys).values({ ...values, ...end });
    return { Authorization: `Bearer ${key}` };
  }

  async function endedSession(): Promise<Headers> {
    const sessionId = await studio.factories.buildSession(owner);
    await db.update(sessions).set({ revokedAt: new Date() }).where(eq(sessions.id, sessionId));
    const token = await studio.container.accessTokens.sign({ userId: owner, sessionId });
    return { Authorization: `Bearer ${token}` };
  }

  async function expiredToken(): Promise<Headers> {
    const anHourAgo = () => new Date(Date.now() - 60 * 60_000);
    const tokens = createAccessTokens(services.signingKeys, anHourAgo);
    const sessionId = await studio.factories.buildSession(owner);
    return { Authorization: `Bearer ${await tokens.sign({ userId: owner, sessionId })}` };
  }
}
