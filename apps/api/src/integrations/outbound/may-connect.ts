import { isPublicAddress } from './addresses.ts';
import type { AllowList } from './allow-list.ts';

const PUBLIC_PORTS = new Set([80, 443]);

/** Whether a host may be called at an address to which its name leads. */
export function mayConnect(
  hostname: string,
  address: string,
  port: number,
  allowList: AllowList,
): boolean {
  return (
    (PUBLIC_PORTS.has(port) && isPublicAddress(address)) ||
    allowList.allowsName(hostname, port) ||
    allowList.allowsAddress(address, port)
  );
}

/** Where an address leads to: the host without the brackets of IPv6, and the port that it means. */
export function endpointOf(url: { hostname: string; port?: string | null; protocol: string }): {
  hostname: string;
  port: number;
} {
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  return { hostname, port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) };
}

/** Says nothing of the address: a caller must not map the inner network by our answers. */
export const REFUSAL =
  'The host is not on the public internet, or not at port 80 or 443. The operator can let it through by OUTBOUND_ALLOW.';
