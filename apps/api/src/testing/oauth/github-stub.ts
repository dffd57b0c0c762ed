import { randomUUID } from 'node:crypto';

import { createCodeDesk } from './code-desk.ts';
import {
  startStubServer,
  type StubAnswer,
  type StubRequest,
  type StubServer,
} from './stub-server.ts';

export interface GithubUser {
  id: number;
  login: string;
  email: string;
  verified: boolean;
}

export interface GithubStub extends StubServer {
  env: Record<string, string>;
  allow: (authorization: string, user: GithubUser) => string;
  /** Access tokens that work. */
  living: Map<string, GithubUser>;
}

const CLIENT = { id: 'github-client', secret: 'github-secret' };

/** GitHub, as far as signing in goes. */
export async function startGithubStub(): Promise<GithubStub> {
  const desk = createCodeDesk<GithubUser>(CLIENT);
  const living = new Map<string, GithubUser>();
  const server = await startStubServer(answer);
  return {
    ...{ ...server, living, allow: desk.allow },
    env: {
      ...{ GITHUB_CLIENT_ID: CLIENT.id, GITHUB_CLIENT_SECRET: CLIENT.secret },
      ...{ GITHUB_URL: server.url, GITHUB_API_URL: server.url },
    },
  };

  function answer(request: StubRequest): StubAnswer {
    const { method, path, headers, text } = request;
    if (path === '/login/oauth/access_token') return giveToken(request);
    if (method === 'DELETE' && path === `/applications/${CLIENT.id}/grant`) {
      const { access_token: token } = JSON.parse(text) as { access_token: string };
      const isKnown = desk.isClient(request) && living.delete(token);
      return { status: isKnown ? 204 : 404, text: '' };
    }
    const user = living.get((headers.authorization ?? '').replace('Bearer ', ''));
    if (!user) return { status: 401, json: { message: 'Bad credentials' } };
    const { id, login, email, verified } = user;
    if (path === '/user') return { json: { id, login, name: null, avatar_url: null } };
    if (path === '/user/emails') {
      const other = { email: `other-${email}`, primary: false, verified: true };
      return { json: [other, { email, primary: true, verified }] };
    }
    return { status: 404 };
  }

  function giveToken(request: StubRequest): StubAnswer {
    const given = desk.redeem(request);
    // As GitHub does: what it refuses comes with status 200.
    if (!given) return { json: { error: 'bad_verification_code' } };
    const token = `gho_${randomUUID()}`;
    living.set(token, given.user);
    return {
      json: { access_token: token, token_type: 'bearer', scope: 'read:user,user:email' },
    };
  }
}
