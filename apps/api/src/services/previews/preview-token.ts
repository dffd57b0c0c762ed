import { LINK_LIFE_MAX_SECONDS, type LinkSigner } from '../signed-links.ts';

/** The right to see one revision, lent by the session or API key that it was issued to. */
export interface PreviewGrant {
  revisionId: string;
  credentialId: string;
}

/** Grants as a part of an address: whoever has it needs no login. */
export interface PreviewTokens {
  /** The same through a day, so that a page's address stays; good for one to two days. */
  issue(grant: PreviewGrant): Promise<string>;
  /** What a token grants; undefined when it was not issued here or has expired. */
  read(token: string): Promise<PreviewGrant | undefined>;
}

const DAY_SECONDS = 86_400;
const PURPOSE = 'preview';

export function createPreviewTokens(signer: LinkSigner, now: () => Date): PreviewTokens {
  const seconds = () => Math.floor(now().getTime() / 1000);
  return {
    async issue({ revisionId, credentialId }) {
      const today = Math.floor(seconds() / DAY_SECONDS) * DAY_SECONDS;
      const expires = String(today + LINK_LIFE_MAX_SECONDS);
      const claims = [revisionId, credentialId, expires];
      return [...claims, await signer.sign(PURPOSE, claims)].join('.');
    },
    async read(token) {
      const [revisionId = '', credentialId = '', expires = '', signature = '', ...rest] =
        token.split('.');
      const claims = [revisionId, credentialId, expires];
      const isOurs = rest.length === 0 && (await signer.matches(signature, PURPOSE, claims));
      return isOurs && Number(expires) > seconds() ? { revisionId, credentialId } : undefined;
    },
  };
}
