import type { LinkSigner } from '../link-signer.ts';

/** The right to see one revision, as a part of an address: whoever has it needs no login. */
export interface PreviewTokens {
  /** The same through a day, so that a page's address stays; good for one to two days. */
  issue(revisionId: string): string;
  /** The revision that a token is for; undefined when it was not issued here or has expired. */
  read(token: string): string | undefined;
}

const DAY_SECONDS = 86_400;
const PURPOSE = 'preview';

export function createPreviewTokens(signer: LinkSigner, now: () => Date): PreviewTokens {
  const seconds = () => Math.floor(now().getTime() / 1000);
  return {
    issue(revisionId) {
      const expires = String((Math.floor(seconds() / DAY_SECONDS) + 2) * DAY_SECONDS);
      return [revisionId, expires, signer.sign(PURPOSE, [revisionId, expires])].join('.');
    },
    read(token) {
      const [revisionId = '', expires = '', signature = '', ...rest] = token.split('.');
      const isOurs = rest.length === 0 && signer.matches(signature, PURPOSE, [revisionId, expires]);
      return isOurs && Number(expires) > seconds() ? revisionId : undefined;
    },
  };
}
