import { expect } from '@jest/globals';
import { eq } from 'drizzle-orm';

import type { Session } from '@promptly/common';

import { auditLogs } from '../db/schema/index.ts';
import type { TestApp } from './test-app.ts';

/** Of everybody who signs up here. */
export const password = 'a long enough password';

/** The calls by which people sign up, in and out. */
export function createAuthClient(studio: TestApp) {
  let people = 0;
  const post = (path: string) => studio.agent.post(`/api/v1/auth/${path}`);
  return {
    post,
    refresh: (refreshToken: string) => post('refresh').send({ refreshToken }),
    /** Signs a new person up. */
    async signup(): Promise<Session> {
      people += 1;
      const body = { email: `person${people}@example.com`, password, name: `Person ${people}` };
      const answer = await post('signup').send(body);
      expect(answer.status).toBe(201);
      return answer.body as Session;
    },
    /** What the audit log tells of it. */
    async actionsOn(entityId: string): Promise<string[]> {
      const rows = await studio.container.db
        .select()
        .from(auditLogs)
        .where(eq(auditLogs.entityId, entityId))
        .orderBy(auditLogs.id);
      return rows.map((row) => row.action);
    },
  };
}

export type AuthClient = ReturnType<typeof createAuthClient>;

export function sessionIdOf({ accessToken }: Session): string {
  const claims = Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString();
  return (JSON.parse(claims) as { sid: string }).sid;
}
