import ipaddr from 'ipaddr.js';

const IPV6_PREFIX_BITS = 64;

/**
 * By which a client is counted: its IPv4 address, or the IPv6 network of 64 bits that it can choose any
 * address of. What is no address stays as it is.
 */
export function clientNetwork(ip: string | null): string {
  if (ip === null || !ipaddr.isValid(ip)) return ip ?? '';
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${ip}/${IPV6_PREFIX_BITS}`);
  return `${network.toString()}/${IPV6_PREFIX_BITS}`;
}
