import { createHmac, timingSafeEqual } from 'node:crypto';

/** What an address carries in place of a login. */
export interface LinkPass {
  /** Unix seconds. */
  expires: string;
  signature: string;
}

export interface SignedLink extends LinkPass {
  expiresAt: Date;
}

/** Addresses of one kind of things: each is its own permission, until its time is over. */
export interface SignedLinks {
  /** A pass to what the claims name, made anew each time; it ends at `notAfter` at the latest. */
  sign(claims: readonly string[], notAfter?: Date): Promise<SignedLink>;
  /** How long a pass holds yet, in whole seconds: 0 where it is over, undefined where it is forged or of something else. */
  secondsLeft(claims: readonly string[], pass: LinkPass): Promise<number | undefined>;
}

/** Proves that a text was given out by this instance. */
export interface LinkSigner {
  /** `purpose` keeps signatures of different kinds of links apart. */
  sign(purpose: string, claims: readonly string[]): Promise<string>;
  /** By any key that is still taken; in the same time however much of the signature is right. */
  matches(signature: string, purpose: string, claims: readonly string[]): Promise<boolean>;
}

/**
 * The secrets that signatures are made with: the first one signs, the others signed before and are still taken.
 * `isUnknown`: none of them made a signature, which may be of a key that another process has made just now.
 */
export type LinkSecrets = (isUnknown: boolean) => Promise<readonly [Uint8Array, ...Uint8Array[]]>;

/** The longest that a link may hold: keys are kept for so long after they signed last. */
export const LINK_LIFE_MAX_SECONDS = 2 * 86_400;

export function createSignedLinks(
  { signer, now }: { signer: LinkSigner; now: () => Date },
  { purpose, lifeSeconds }: { purpose: string; lifeSeconds: number },
): SignedLinks {
  const seconds = () => Math.floor(now().getTime() / 1000);
  return {
    async sign(claims, notAfter) {
      const last = notAfter ? Math.floor(notAfter.getTime() / 1000) : Infinity;
      const end = Math.min(seconds() + lifeSeconds, last);
      const expires = String(end);
      const signature = await signer.sign(purpose, [...claims, expires]);
      return { expires, signature, expiresAt: new Date(end * 1000) };
    },
    async secondsLeft(claims, { expires, signature }) {
      if (!(await signer.matches(signature, purpose, [...claims, expires]))) return undefined;
      return Math.max(0, Number(expires) - seconds());
    },
  };
}

export function createLinkSigner(secrets: LinkSecrets): LinkSigner {
  const isOfOne = async (isUnknown: boolean, given: Buffer, text: string) => {
    const macs = (await secrets(isUnknown)).map((secret) => macOf(secret, text));
    // All of them are compared: the time tells nothing of which one it was.
    return (
      macs.filter((mac) => mac.length === given.length && timingSafeEqual(mac, given)).length > 0
    );
  };
  return {
    async sign(purpose, claims) {
      const [secret] = await secrets(false);
      return macOf(secret, textOf(purpose, claims)).toString('base64url');
    },
    async matches(signature, purpose, claims) {
      const given = Buffer.from(signature, 'base64url');
      // Only the one spelling: base64url lets the last character vary.
      if (given.length !== MAC_BYTES || given.toString('base64url') !== signature) return false;
      const text = textOf(purpose, claims);
      return (await isOfOne(false, given, text)) || isOfOne(true, given, text);
    },
  };
}

const MAC_BYTES = 32;

function textOf(purpose: string, claims: readonly string[]): string {
  return JSON.stringify([purpose, ...claims]);
}

function macOf(secret: Uint8Array, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}
