import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

export interface GithubStub {
  url: string;
  stop(): Promise<void>;
}

const REPOSITORY = '/api/v3/repos/octo/shop';
const SHA = '0123456789abcdef0123456789abcdef01234567';

/** As much of GitHub as it takes to link an account there, and to push to and import a repository. */
export async function startGithubStub(): Promise<GithubStub> {
  const email = { email: 'octo@example.org', primary: true, verified: true };
  const answers: Record<string, unknown> = {
    '/login/oauth/access_token': { access_token: 'x', token_type: 'bearer', scope: 'user:email' },
    '/api/v3/user': { id: 7, login: 'octo', name: 'Octo', avatar_url: null },
    '/api/v3/user/emails': [email],
    [REPOSITORY]: {
      ...{ id: 9, full_name: 'octo/shop', html_url: 'https://github.test/octo/shop' },
      ...{ default_branch: 'main', permissions: { push: true } },
    },
    [`${REPOSITORY}/git/ref/heads%2Fmain`]: { object: { sha: SHA } },
    [`${REPOSITORY}/git/commits/${SHA}`]: { tree: { sha: SHA } },
    [`${REPOSITORY}/git/trees/${SHA}`]: { sha: SHA, tree: [] },
    [`${REPOSITORY}/git/trees`]: { sha: SHA },
    [`${REPOSITORY}/git/commits`]: { sha: SHA },
    [`${REPOSITORY}/git/refs`]: { object: { sha: SHA } },
    [`${REPOSITORY}/git/refs/heads%2Fmain`]: { object: { sha: SHA } },
    [`${REPOSITORY}/tarball/${SHA}`]: gzipSync(tarOf('octo-shop/README.md', '# Shop\n')),
  };
  const answerTo = async (req: IncomingMessage, res: ServerResponse) => {
    const { pathname } = new URL(req.url ?? '/', 'http://github');
    const answer =
      pathname === `${REPOSITORY}/git/blobs` ? { sha: await blobShaOf(req) } : answers[pathname];
    const status = answer !== undefined ? 200 : pathname.includes('/repos/') ? 404 : 204;
    res.writeHead(status, { 'Content-Type': 'application/json' });
    if (answer instanceof Buffer) res.end(answer);
    else res.end(answer === undefined ? undefined : JSON.stringify(answer));
  };
  const server = createServer((req, res) => void answerTo(req, res)).listen(0, '127.0.0.1');
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

/** What Git calls the content of a request that stores it. */
async function blobShaOf(req: IncomingMessage): Promise<string> {
  const { content } = (await json(req)) as { content: string };
  const bytes = Buffer.from(content, 'base64');
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

const BLOCK_BYTES = 512;

/** A tar of one file. */
function tarOf(name: string, text: string): Buffer {
  const header = Buffer.alloc(BLOCK_BYTES);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  header.write(name);
  header.write(`${octal(0o644, 7)}\0`, 100);
  header.write(`${octal(text.length, 11)}\0`, 124);
  header.write(' '.repeat(8), 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148);
  const content = Buffer.alloc(Math.ceil(text.length / BLOCK_BYTES) * BLOCK_BYTES);
  content.write(text);
  return Buffer.concat([header, content, Buffer.alloc(2 * BLOCK_BYTES)]);
}
