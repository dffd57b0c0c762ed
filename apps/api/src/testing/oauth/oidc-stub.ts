import { randomUUID } from 'node:crypto';

import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';

import { createCodeDesk } from './code-desk.ts';
import {
  startStubServer,
  type StubAnswer,
  type StubRequest,
  type StubServer,
} from './stub-server.ts';

export interface OidcUser {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
}

export interface OidcStub extends StubServer {
  env: Record<string, string>;
  allow: (authorization: string, user: OidcUser) => string;
  /** Changes the next ID tokens: their claims, or how they are signed. */
  tamper(how: Tampering): void;
  /** Changes what it says of itself. */
  describe(metadata: Record<string, unknown>): void;
}

export interface Tampering {
  claims?: JWTPayload;
  /** `foreign`: by a key of the same name that it does not publish. */
  signature?: 'foreign' | 'secret' | 'none';
}

const CLIENT = { id: 'oidc-client', secret: 'oidc-secret' };
const ID_TOKEN_LIFE_S = 300;

/** A provider of OpenID Connect that does all that it should, unless it is told otherwise. */
export async function startOidcStub(): Promise<OidcStub> {
  const desk = createCodeDesk<OidcUser>(CLIENT);
  const [own, foreign] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
  const header = { alg: 'RS256', kid: 'own' };
  const published = { ...(await exportJWK(own.publicKey)), ...header, use: 'sig' };
  const access = new Map<string, OidcUser>();
  let tampering: Tampering = {};
  let described: Record<string, unknown> = {};
  const server = await startStubServer(answer);
  return {
    ...{ ...server, allow: desk.allow },
    tamper: (how) => (tampering = how),
    describe: (metadata) => (described = metadata),
    env: {
      ...{ OIDC_ISSUER: server.url, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret },
      OIDC_LABEL: 'Test ID',
    },
  };

  async function answer(request: StubRequest, url: string): Promise<StubAnswer> {
    switch (request.path) {
      case '/.well-known/openid-configuration':
        return { json: { ...metadataOf(url), ...described } };
      case '/jwks':
        return { json: { keys: [published] } };
      case '/token':
        return giveTokens(request, url);
      case '/userinfo': {
        const user = access.get((request.headers.authorization ?? '').replace('Bearer ', ''));
        return user ? { json: user } : { status: 401 };
      }
      default:
        return { status: 404 };
    }
  }

  async function giveTokens(request: StubRequest, url: string): Promise<StubAnswer> {
    const given = desk.redeem(request);
    if (!given) return { status: 400, json: { error: 'invalid_grant' } };
    const token = randomUUID();
    access.set(token, given.user);
    const claims = { ...given.user, nonce: given.nonce ?? undefined };
    return {
      json: {
        ...{ access_token: token, token_type: 'Bearer', expires_in: 3600 },
        id_token: await idToken(url, claims),
      },
    };
  }

  async function idToken(issuer: string, claims: JWTPayload): Promise<string> {
    const at = Math.floor(Date.now() / 1000);
    const payload = {
      ...{ iss: issuer, aud: CLIENT.id, iat: at, exp: at + ID_TOKEN_LIFE_S },
      ...{ ...claims, ...tampering.claims },
    };
    switch (tampering.signature) {
      case 'none':
        return `${encoded({ alg: 'none' })}.${encoded(payload)}.`;
      case 'secret':
        return new SignJWT(payload)
          .setProtectedHeader({ alg: 'HS256', kid: 'own' })
          .sign(Buffer.from(CLIENT.secret.padEnd(32)));
      case 'foreign':
        return new SignJWT(payload).setProtectedHeader(header).sign(foreign.privateKey);
      case undefined:
        return new SignJWT(payload).setProtectedHeader(header).sign(own.privateKey);
    }
  }
}

function metadataOf(url: string) {
  return {
    ...{ issuer: url, authorization_endpoint: `${url}/authorize`, token_endpoint: `${url}/token` },
    ...{ jwks_uri: `${url}/jwks`, userinfo_endpoint: `${url}/userinfo` },
    ...{ response_types_supported: ['code'], subject_types_supported: ['public'] },
    ...{ id_token_signing_alg_values_supported: ['RS256'] },
    authorization_response_iss_parameter_supported: false,
  };
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
