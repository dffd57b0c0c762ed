import type { LinkSigner } from '../link-signer.ts';

/** What an address on the delivery network names. */
export interface ArtifactAddress {
  orgId: string;
  sha256: string;
  name: string;
}

/** What the address of something private carries instead of a login. */
export interface ArtifactPass {
  /** Unix seconds. */
  expires: string;
  signature: string;
}

export interface ArtifactLinks {
  sign(address: ArtifactAddress): ArtifactPass & { expiresAt: Date };
  /** How long the pass holds yet, in seconds; 0 for one that is over, forged or of another address. */
  secondsLeft(address: ArtifactAddress, pass: ArtifactPass): number;
}

const LIFE_SECONDS = 3_600;
const PURPOSE = 'artifact';

export function createArtifactLinks(signer: LinkSigner, now: () => Date): ArtifactLinks {
  const nowSeconds = () => Math.floor(now().getTime() / 1000);
  const claims = ({ orgId, sha256, name }: ArtifactAddress, expires: string) => [
    ...[orgId, sha256, name, expires],
  ];
  return {
    sign(address) {
      const seconds = nowSeconds() + LIFE_SECONDS;
      const expires = String(seconds);
      const signature = signer.sign(PURPOSE, claims(address, expires));
      return { expires, signature, expiresAt: new Date(seconds * 1000) };
    },
    secondsLeft(address, { expires, signature }) {
      if (!signer.matches(signature, PURPOSE, claims(address, expires))) return 0;
      return Math.max(0, Number(expires) - nowSeconds());
    },
  };
}
