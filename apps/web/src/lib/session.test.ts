import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ApiError, type ApiClient, NetworkError } from '@promptly/client';

import { createSession, type Session, type SessionState } from './session.ts';

const USER = {
  id: 'usr_1',
  email: 'ada@example.org',
  emailVerified: false,
  name: 'Ada',
  avatarUrl: null,
  createdAt: '2026-01-01T00:00:00.000Z',
};

/** The server side: a cookie that several tabs share. */
class FakeServer {
  signedIn = false;
  fault: Error | null = null;
  readonly calls: string[] = [];
  private tokens = 0;

  readonly api = {
    post: (path: string) => {
      this.calls.push(path.replace('/api/v1/auth/', ''));
      if (this.fault) return Promise.reject(this.fault);
      if (path.endsWith('/logout')) this.signedIn = false;
      else if (path.endsWith('/refresh') && !this.signedIn)
        return Promise.reject(unauthenticated());
      else this.signedIn = true;
      return Promise.resolve({ accessToken: `token-${(this.tokens += 1)}`, user: USER });
    },
  } as unknown as Pick<ApiClient, 'post'>;
}

const unauthenticated = () =>
  new ApiError({ status: 401, code: 'unauthenticated', message: 'no session' });

let server: FakeServer;
let sessions: Session[];

function openTab(): Session {
  const session = createSession(server.api);
  sessions.push(session);
  return session;
}

beforeEach(() => {
  server = new FakeServer();
  sessions = [];
});
afterEach(() => {
  for (const session of sessions) session.dispose();
});

describe('at load', () => {
  test('the session of the cookie is found', async () => {
    server.signedIn = true;
    const tab = openTab();
    await tab.restore();
    expect(tab.getState()).toEqual({ status: 'signed_in', user: USER });
    expect(tab.accessToken()).toBe('token-1');
  });

  test('without one, the person is signed out, and nothing is called expired', async () => {
    const tab = openTab();
    await tab.restore();
    expect(tab.getState()).toEqual({ status: 'signed_out', expired: false });
  });

  test('a server that does not answer signs nobody out', async () => {
    server.signedIn = true;
    server.fault = new NetworkError('down');
    const tab = openTab();
    await tab.restore();
    expect(tab.getState()).toEqual({ status: 'unreachable' });

    server.fault = null;
    await tab.restore();
    expect(tab.getState().status).toBe('signed_in');
  });
});

describe('a renewal', () => {
  test('gives a new token', async () => {
    const tab = openTab();
    await tab.signIn({ email: 'ada@example.org', password: 'x' });
    expect(await tab.renew()).toBe('token-2');
  });

  test('of a session that is over gives none', async () => {
    const tab = openTab();
    await tab.signIn({ email: 'ada@example.org', password: 'x' });
    server.signedIn = false;
    expect(await tab.renew()).toBeNull();
  });

  test('that meets a broken server throws, and the session stays', async () => {
    const tab = openTab();
    await tab.signIn({ email: 'ada@example.org', password: 'x' });
    server.fault = new ApiError({ status: 503, code: 'unavailable', message: '' });
    await expect(tab.renew()).rejects.toBe(server.fault);
    expect(tab.getState().status).toBe('signed_in');
  });
});

test('a session that the server no longer accepts is said to have expired', async () => {
  const tab = openTab();
  await tab.signIn({ email: 'ada@example.org', password: 'x' });
  tab.expire();
  expect(tab.getState()).toEqual({ status: 'signed_out', expired: true });
  expect(tab.accessToken()).toBeNull();
});

test('signing out ends the session here even when the server cannot be told', async () => {
  const tab = openTab();
  await tab.signIn({ email: 'ada@example.org', password: 'x' });
  server.fault = new NetworkError('down');
  await expect(tab.signOut()).rejects.toBe(server.fault);
  expect(tab.getState()).toEqual({ status: 'signed_out', expired: false });
});

test('signing in and out in one tab does the same in the others', async () => {
  const [here, there] = [openTab(), openTab()];
  await there.restore();
  await here.signIn({ email: 'ada@example.org', password: 'x' });
  await becomes(there, 'signed_in');

  await here.signOut();
  await becomes(there, 'signed_out');
  expect(there.getState()).toEqual({ status: 'signed_out', expired: false });
});

/** Tabs hear of each other when the system gets to it. */
function becomes(session: Session, status: SessionState['status']): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (session.getState().status === status) resolve();
    };
    session.subscribe(look);
    look();
  });
}
