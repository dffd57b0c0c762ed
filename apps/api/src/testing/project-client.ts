import { createHash } from 'node:crypto';

import { newId, type Role } from '@promptly/common';

import type { Actor } from '../services/actor.ts';
import type { TestApp } from './test-app.ts';

/** A project of a new organization, and the calls by which one of its members works with it. */
export async function createProjectClient(studio: TestApp) {
  const owner = await studio.factories.buildUser();
  const org = await studio.factories.buildOrg({ ownerUserId: owner.id });
  const headers = await studio.bearer(owner.id);
  const made = await studio.agent
    .post(`/api/v1/orgs/${org.id}/projects`)
    .set(headers)
    .send({ name: 'Shop' });
  const project = made.body as { id: string; headRevisionId: string };
  return clientFor(studio, { orgId: org.id, projectId: project.id, userId: owner.id, headers });
}

export type ProjectClient = Awaited<ReturnType<typeof createProjectClient>>;

/** An answer whose body a test has to look at before it uses it. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

interface Place {
  orgId: string;
  projectId: string;
  userId: string;
  headers: { Authorization: string };
}

function clientFor(studio: TestApp, { orgId, projectId, userId, headers }: Place) {
  const at = (path: string) => `/api/v1/projects/${projectId}${path}`;
  const { agent } = studio;
  return {
    orgId,
    projectId,
    headers,
    /** The member, as services take it. */
    actor: {
      ...{ kind: 'user', userId, sessionId: newId('session') },
      ...{ requestId: 'test', ip: null },
    } as const satisfies Actor,

    /** The same project, for a new member of its organization. */
    async as(role: Role) {
      const user = await studio.factories.buildUser();
      await studio.factories.addMember(orgId, user.id, role);
      return clientFor(studio, {
        ...{ orgId, projectId, userId: user.id },
        headers: await studio.bearer(user.id),
      });
    },
    /** A copy of the project in its organization, for the same member. */
    async duplicate() {
      const made = await agent.post(at('/duplicate')).set(headers).send({});
      const copy = made.body as { id: string };
      return clientFor(studio, { orgId, projectId: copy.id, userId, headers });
    },
    /** The same project, for somebody whom it does not concern. */
    async asStranger() {
      const user = await studio.factories.buildUser();
      await studio.factories.buildOrg({ ownerUserId: user.id });
      return clientFor(studio, {
        ...{ orgId, projectId, userId: user.id },
        headers: await studio.bearer(user.id),
      });
    },

    get: (path: string): Call => agent.get(at(path)).set(headers),
    post: (path: string, body: object = {}): Call => agent.post(at(path)).set(headers).send(body),
    save: (path: string, content: string | Uint8Array, sha: string | null): Call =>
      agent
        .put(at('/files/content'))
        .set(headers)
        .send({ path, sha, base64Content: Buffer.from(content).toString('base64') }),
    remove: (path: string): Call => agent.delete(at('/files')).set(headers).send({ path }),
    rename: (from: string, to: string): Call =>
      agent.post(at('/files/rename')).set(headers).send({ from, to }),
    upload: (zip: Buffer): Call =>
      agent.post(at('/files/import')).set(headers).attach('file', zip, 'files.zip'),
    archive: (): Call => agent.patch(at('')).set(headers).send({ archived: true }),
    read: (path: string): Call => agent.get(at('/files/content')).query({ path }).set(headers),

    async head(): Promise<string> {
      const answer: Answer = await agent.get(at('')).set(headers);
      return (answer.body as { headRevisionId: string }).headRevisionId;
    },
    /** Path → hash of each file of the head. */
    async files(): Promise<Record<string, string>> {
      const answer: Answer = await agent.get(at('/files')).set(headers);
      const { items } = answer.body as { items: { path: string; type: string; sha: string }[] };
      return Object.fromEntries(
        items.filter(({ type }) => type === 'file').map(({ path, sha }) => [path, sha]),
      );
    },
  };
}

/** Sent once it is awaited. */
type Call = PromiseLike<Answer>;

export function shaOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
