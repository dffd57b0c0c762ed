import { z } from 'zod';

import type { LinkPass } from '../services/signed-links.ts';

/** What the address of a download carries; one without it leads nowhere. */
export const linkPassQuerySchema = z
  .strictObject({ expires: z.string().max(20), signature: z.string().max(100) })
  .partial();

export function passOf({ expires = '', signature = '' }: Partial<LinkPass>): LinkPass {
  return { expires, signature };
}

/** The address of something on an origin, with a pass where it needs one. */
export function signedUrl(origin: string, path: string, pass: LinkPass | null): string {
  const url = new URL(path, origin);
  if (pass) {
    url.searchParams.set('expires', pass.expires);
    url.searchParams.set('signature', pass.signature);
  }
  return url.href;
}
