import { randomUUID } from 'node:crypto';

import { createCodeDesk } from './code-desk.ts';
import {
  startStubServer,
  type StubAnswer,
  type StubRequest,
  type StubServer,
} from './stub-server.ts';

export interface FigmaUser {
  id: string;
  handle: string;
  email: string;
}

export interface FigmaStub extends StubServer {
  env: Record<string, string>;
  allow: (authorization: string, user: FigmaUser) => string;
  /** Refresh tokens that work. */
  living: Map<string, FigmaUser>;
}

export const FIGMA_TOKEN_LIFE_S = 7_776_000;

const CLIENT = { id: 'figma-client', secret: 'figma-secret' };

/** Figma, as far as linking goes. */
export async function startFigmaStub(): Promise<FigmaStub> {
  const desk = createCodeDesk<FigmaUser>(CLIENT);
  const living = new Map<string, FigmaUser>();
  const access = new Map<string, FigmaUser>();
  const server = await startStubServer(answer);
  return {
    ...{ ...server, living, allow: desk.allow },
    env: {
      ...{ FIGMA_CLIENT_ID: CLIENT.id, FIGMA_CLIENT_SECRET: CLIENT.secret },
      ...{ FIGMA_URL: server.url, FIGMA_API_URL: server.url },
    },
  };

  function answer(request: StubRequest): StubAnswer {
    const { path, headers, form } = request;
    if (path === '/v1/oauth/token') {
      const given = desk.redeem(request);
      if (!given) return { status: 400, json: { message: 'Invalid code' } };
      const refreshToken = `figr_${randomUUID()}`;
      living.set(refreshToken, given.user);
      return { json: { ...newToken(given.user), refresh_token: refreshToken } };
    }
    if (path === '/v1/oauth/refresh') {
      const user = desk.isClient(request) && living.get(form.get('refresh_token') ?? '');
      return user ? { json: newToken(user) } : { status: 400, json: { message: 'Invalid token' } };
    }
    const user = access.get((headers.authorization ?? '').replace('Bearer ', ''));
    if (path !== '/v1/me' || !user) return { status: 403 };
    return { json: { ...user, img_url: 'https://s3.example.com/ada.png' } };
  }

  function newToken(user: FigmaUser) {
    const token = `figu_${randomUUID()}`;
    access.set(token, user);
    return { user_id_string: user.id, access_token: token, expires_in: FIGMA_TOKEN_LIFE_S };
  }
}
