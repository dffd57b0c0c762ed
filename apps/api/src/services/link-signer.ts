import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signs what an address grants, so that the address alone proves that it was given out by us. */
export interface LinkSigner {
  /** `purpose` keeps signatures of different kinds of links apart. */
  sign(purpose: string, claims: readonly string[]): string;
  /** Takes the same time however much of the signature is right. */
  matches(signature: string, purpose: string, claims: readonly string[]): boolean;
}

export function createLinkSigner(key: Uint8Array): LinkSigner {
  const macOf = (purpose: string, claims: readonly string[]) =>
    createHmac('sha256', key)
      .update(JSON.stringify([purpose, ...claims]))
      .digest();
  return {
    sign: (purpose, claims) => macOf(purpose, claims).toString('base64url'),
    matches(signature, purpose, claims) {
      const expected = macOf(purpose, claims);
      const given = Buffer.from(signature, 'base64url');
      // Only the one spelling: base64url lets the last character vary.
      const isCanonical = given.toString('base64url') === signature;
      return isCanonical && given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
