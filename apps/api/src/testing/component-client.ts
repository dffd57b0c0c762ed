import type { Component, ComponentDetail } from '@promptly/common';

import { componentBody } from './library.ts';
import type { TestApp } from './test-app.ts';

/** A new organization, and the calls by which its owner works with its components. */
export async function createComponentClient(studio: TestApp) {
  const { agent } = studio;
  const { id: orgId, ownerUserId } = await studio.factories.buildOrg();
  const headers = await studio.bearer(ownerUserId);
  const address = `/api/v1/orgs/${orgId}/components`;
  const at = (id: string) => `/api/v1/components/${id}`;
  const post = (body: object) => agent.post(address).set(headers).send(body);
  return {
    orgId,
    post,
    async publish(changes: Parameters<typeof componentBody>[0]): Promise<Component> {
      return (await post(componentBody(changes)).expect(201)).body as Component;
    },
    tryRead: (id: string) => agent.get(at(id)).set(headers),
    async read(id: string): Promise<ComponentDetail> {
      return (await agent.get(at(id)).set(headers).expect(200)).body as ComponentDetail;
    },
    async list(query: Record<string, string>): Promise<ComponentPage> {
      const answer = await agent.get(address).query(query).set(headers).expect(200);
      return answer.body as ComponentPage;
    },
    tryList: (query: Record<string, string | null>) => agent.get(address).query(query).set(headers),
    patch: (id: string, body: object) => agent.patch(at(id)).set(headers).send(body),
    remove: (id: string) => agent.delete(at(id)).set(headers),
  };
}

export type ComponentClient = Awaited<ReturnType<typeof createComponentClient>>;

interface ComponentPage {
  items: Component[];
  nextCursor: string | null;
}
