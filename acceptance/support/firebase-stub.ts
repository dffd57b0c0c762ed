import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FirebaseStub {
  /** Where the published keys are. */
  jwksUrl: string;
  /** An ID token of somebody, for an hour. */
  tokenOf(person: { sub: string; email: string }): string;
  stop(): Promise<void>;
}

const KEY_ID = 'stub';
const HOUR_S = 3_600;

/** As much of Firebase Auth as it takes to link an account there. */
export async function startFirebaseStub(projectId: string): Promise<FirebaseStub> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const key = { ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'RS256' };
  const server = createServer((_req, res) => {
    res.writeHead(200, { 'Content-Type': 'application/json' });
    res.end(JSON.stringify({ keys: [key] }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`,
    tokenOf(person) {
      const at = Math.floor(Date.now() / 1000);
      const claims = {
        ...{ iss: `https://securetoken.google.com/${projectId}`, aud: projectId, ...person },
        ...{ iat: at, exp: at + HOUR_S, auth_time: at, email_verified: true },
      };
      const parts = [{ alg: 'RS256', kid: KEY_ID }, claims].map(encoded);
      const signature = sign('sha256', Buffer.from(parts.join('.')), privateKey);
      return [...parts, signature.toString('base64url')].join('.');
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
