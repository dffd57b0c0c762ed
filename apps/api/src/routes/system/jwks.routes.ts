import { z } from 'zod';

import { defineRoute } from '../../http/define-route.ts';
import { JWKS_MAX_AGE_S } from '../../services/keys/signing-keys.ts';

const jwksSchema = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

export const jwksRoute = defineRoute({
  operationId: 'getJwks',
  method: 'get',
  path: '/.well-known/jwks.json',
  tag: 'Authentication',
  summary: 'Read the public keys with which access tokens are verified',
  auth: 'none',
  success: { status: 200, description: 'A JSON Web Key Set', schema: jwksSchema },
  errors: [],
  handle: ({ services, res }) => {
    res.set('Cache-Control', `public, max-age=${JWKS_MAX_AGE_S}`);
    return services.signingKeys.jwks();
  },
});
