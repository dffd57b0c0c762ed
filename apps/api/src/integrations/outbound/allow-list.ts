import ipaddr from 'ipaddr.js';

/** Inner hosts that the operator lets through. */
export interface AllowList {
  /** By the name that is called: the operator vouches for wherever it leads. */
  allowsName(hostname: string, port: number): boolean;
  /** By the address that it leads to. */
  allowsAddress(address: string, port: number): boolean;
}

interface Entry {
  name: string;
  /** Null: every port. */
  port: number | null;
}

type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Entries are `name`, `name:port`, `*.suffix`, an address (IPv6 with a port in brackets) or a network. */
export function createAllowList(entries: readonly string[]): AllowList {
  const networks: Network[] = [];
  const names: Entry[] = [];
  for (const entry of entries) {
    if (ipaddr.isValidCIDR(entry)) networks.push(ipaddr.parseCIDR(entry));
    else names.push(readEntry(entry));
  }
  const matches = (host: string, port: number) =>
    names.some((entry) => isSameHost(entry.name, host) && (entry.port ?? port) === port);
  return {
    allowsName: (hostname, port) => matches(bare(hostname), port),
    allowsAddress: (address, port) => matches(address, port) || isInNetwork(address, networks),
  };
}

function readEntry(entry: string): Entry {
  const [, host, port] = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(entry) ?? [];
  return { name: bare(host ?? entry), port: port === undefined ? null : Number(port) };
}

/** As names compare: lower case, without the brackets of an address or the dot of a full name. */
function bare(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

function isSameHost(pattern: string, host: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : pattern === host;
}

function isInNetwork(address: string, networks: Network[]): boolean {
  const parsed = ipaddr.process(address);
  return networks.some(([base, bits]) => parsed.kind() === base.kind() && parsed.match(base, bits));
}
