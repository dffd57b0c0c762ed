import type { Session } from '@promptly/common';

import type { TestApp } from '../test-app.ts';

const HOST = 'studio.example';
const STUDIO = { 'X-Promptly-Client': 'studio', Origin: `https://${HOST}` };

/** What a test app is set to, so that browsers find it. */
export const BROWSER_ENV = { PUBLIC_URL: `https://${HOST}` };

export interface Browser {
  cookies: Map<string, string>;
  /** Opens an address of the studio, and tells where it is sent to. */
  open(address: string): Promise<{ status: number; body: unknown; location: string }>;
  /** As the studio's page does with a bearer token. */
  post(path: string, session: Session, body?: object): Promise<{ status: number; body: unknown }>;
  /** The session of the browser's cookie; null where it has none. */
  session(): Promise<Session | null>;
}

/** A browser with its own cookies, which follows no redirect by itself. */
export function openBrowser({ agent }: TestApp): Browser {
  const cookies = new Map<string, string>();
  const headers = () => ({
    Host: HOST,
    Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  });
  const keep = (answer: { headers: Record<string, string | string[]> }) => {
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
  };
  return {
    cookies,
    async open(address) {
      const { pathname, search } = new URL(address, `https://${HOST}`);
      const answer = await agent.get(pathname + search).set(headers());
      keep(answer);
      const location = String(answer.headers.location ?? '');
      return { status: answer.status, body: answer.body as unknown, location };
    },
    async post(path, { accessToken }, body = {}) {
      const answer = await agent
        .post(`/api/v1${path}`)
        .set({ ...headers(), ...STUDIO, Authorization: `Bearer ${accessToken}` })
        .send(body);
      keep(answer);
      return { status: answer.status, body: answer.body as unknown };
    },
    async session() {
      const answer = await agent.post('/api/v1/auth/refresh').set({ ...headers(), ...STUDIO });
      keep(answer);
      return answer.status === 200 ? (answer.body as Session) : null;
    },
  };
}
