import { createHash, randomUUID } from 'node:crypto';

import type { StubRequest } from './stub-server.ts';

interface Given<U> {
  user: U;
  challenge: string;
  redirectUri: string;
  nonce: string | null;
}

export interface Client {
  id: string;
  secret: string;
}

/** The part that all providers share: codes that work once, for the client and the verifier that they were asked with. */
export interface CodeDesk<U> {
  /** What happens in the browser: the user allows it, and is sent back to this address. */
  allow: (authorization: string, user: U) => string;
  /** Undefined where the code, the client or the verifier is not right. */
  redeem(request: StubRequest): Given<U> | undefined;
  /** Whether the client named itself, in the header or in the form. */
  isClient(request: StubRequest): boolean;
}

export function createCodeDesk<U>(client: Client): CodeDesk<U> {
  const codes = new Map<string, Given<U>>();
  const isClient = ({ headers, form }: StubRequest) => {
    const [, encoded = ''] = (headers.authorization ?? '').split('Basic ');
    const named = Buffer.from(encoded, 'base64').toString().split(':').map(decodeURIComponent);
    const isInForm =
      form.get('client_id') === client.id && form.get('client_secret') === client.secret;
    return isInForm || (named[0] === client.id && named[1] === client.secret);
  };
  return {
    isClient,
    allow(authorization, user) {
      const { searchParams } = new URL(authorization);
      const redirectUri = searchParams.get('redirect_uri') ?? '';
      if (searchParams.get('client_id') !== client.id) throw new Error('Another client asks.');
      if (searchParams.get('code_challenge_method') !== 'S256') throw new Error('No PKCE.');
      const code = randomUUID();
      const challenge = searchParams.get('code_challenge') ?? '';
      codes.set(code, { user, challenge, redirectUri, nonce: searchParams.get('nonce') });
      const back = new URL(redirectUri);
      back.searchParams.set('code', code);
      back.searchParams.set('state', searchParams.get('state') ?? '');
      return back.href;
    },
    redeem(request) {
      const code = request.form.get('code') ?? '';
      const given = codes.get(code);
      codes.delete(code);
      const verifier = request.form.get('code_verifier') ?? '';
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      const isRight =
        given?.challenge === challenge && given.redirectUri === request.form.get('redirect_uri');
      return isRight && isClient(request) ? given : undefined;
    },
  };
}
