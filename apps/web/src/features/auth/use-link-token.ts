import { useLocation } from 'react-router';

/** The token of a link in a mail. It stands behind the `#`, which a browser tells no server. */
export function useLinkToken(): string {
  return new URLSearchParams(useLocation().hash.slice(1)).get('token') ?? '';
}
