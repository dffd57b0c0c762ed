import { z } from 'zod';

import { defineRoute, type Route } from '../../http/define-route.ts';

const jwksSchema = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

/** Answers at the root, where libraries look, and below the API's base. */
export function jwksRoute(operationId: string): Route {
  return defineRoute({
    operationId,
    method: 'get',
    path: '/.well-known/jwks.json',
    tag: 'Authentication',
    summary: 'Read the public keys with which access tokens are verified',
    auth: 'none',
    success: { status: 200, description: 'A JSON Web Key Set', schema: jwksSchema },
    errors: [],
    handle: ({ services, res }) => {
      res.set('Cache-Control', 'public, max-age=300');
      return Promise.resolve(services.signingKeys.jwks());
    },
  });
}
