import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface GithubStub {
  url: string;
  stop(): Promise<void>;
}

/** As much of GitHub as it takes to link an account there. */
export async function startGithubStub(): Promise<GithubStub> {
  const email = { email: 'octo@example.org', primary: true, verified: true };
  const answers: Record<string, unknown> = {
    '/login/oauth/access_token': { access_token: 'x', token_type: 'bearer', scope: 'user:email' },
    '/api/v3/user': { id: 7, login: 'octo', name: 'Octo', avatar_url: null },
    '/api/v3/user/emails': [email],
  };
  const server = createServer((req, res) => {
    const answer = answers[new URL(req.url ?? '/', 'http://github').pathname];
    res.writeHead(answer === undefined ? 204 : 200, { 'Content-Type': 'application/json' });
    res.end(answer === undefined ? undefined : JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
