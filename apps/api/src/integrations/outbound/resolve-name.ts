import { lookup, type LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { readFile, stat } from 'node:fs/promises';

import ipaddr from 'ipaddr.js';

/**
 * Finds all addresses of a name. `isListed` says that the operator lists the very name, and so vouches for whoever
 * answers for it.
 */
export type Resolve = (hostname: string, about: { isListed: boolean }) => Promise<LookupAddress[]>;

export interface ResolveOptions {
  /** `address:port`; those of the system when left out. */
  servers?: readonly string[];
  hostsFile?: string;
  timeoutMs?: number;
}

const HOSTS_FILE = '/etc/hosts';
/** One question, asked twice of each server. */
const TIMEOUT_MS = 2_000;
const TRIES = 2;
/** Once there are addresses of one family, those of the other may take so much longer. */
const OTHER_FAMILY_MS = 250;
const LOOPBACK: LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/**
 * Looks names up without the system's own call, which takes a thread of the few that files are read in: a tenant's name
 * server that never answers would hold them all. Only a name that the operator lists goes to the system, which knows
 * the search domains and directories of an inner network besides.
 */
export function createResolve(options: ResolveOptions = {}): Resolve {
  const { timeoutMs = TIMEOUT_MS } = options;
  const bySystem = oncePerName(resolveBySystem);
  const inHostsFile = createHostsFile(options.hostsFile ?? HOSTS_FILE);

  return async (hostname, { isListed }) => {
    const name = hostname.toLowerCase().replace(/\.$/, '');
    if (name === 'localhost' || name.endsWith('.localhost')) return LOOPBACK;
    if (isListed) return bySystem(hostname);
    return (await inHostsFile(name)) ?? ask(hostname);
  };

  async function ask(hostname: string): Promise<LookupAddress[]> {
    const resolver = new Resolver({ timeout: timeoutMs, tries: TRIES });
    if (options.servers) resolver.setServers(options.servers);
    const deadlines = [setTimeout(() => resolver.cancel(), timeoutMs * TRIES)];
    const of = async (found: Promise<string[]>, family: 4 | 6) => {
      const addresses = await found;
      deadlines.push(setTimeout(() => resolver.cancel(), OTHER_FAMILY_MS));
      return addresses.map((address) => ({ address, family }));
    };
    try {
      const answers = await Promise.allSettled([
        of(resolver.resolve4(hostname), 4),
        of(resolver.resolve6(hostname), 6),
      ]);
      return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    } finally {
      deadlines.forEach(clearTimeout);
    }
  }
}

/** Asks once for all who ask meanwhile. */
function oncePerName<T>(find: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const asked = new Map<string, Promise<T>>();
  return (name) => {
    const found = asked.get(name) ?? find(name).finally(() => asked.delete(name));
    asked.set(name, found);
    return found;
  };
}

function resolveBySystem(hostname: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    lookup(hostname, { all: true }, (error, addresses) => {
      if (error) reject(error);
      else resolve(addresses);
    });
  });
}

/** Reads the file again when it has changed; one that cannot be read has no names. */
function createHostsFile(path: string): (name: string) => Promise<LookupAddress[] | undefined> {
  let version = '';
  let names = new Map<string, LookupAddress[]>();
  return async (name) => {
    try {
      const { mtimeMs, size } = await stat(path);
      const found = `${mtimeMs} ${size}`;
      if (found !== version) names = parseHosts(await readFile(path, 'utf8'));
      version = found;
    } catch {
      version = '';
      names = new Map();
    }
    return names.get(name);
  };
}

function parseHosts(text: string): Map<string, LookupAddress[]> {
  const names = new Map<string, LookupAddress[]>();
  for (const line of text.split('\n')) {
    const [address = '', ...aliases] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (!ipaddr.isValid(address)) continue;
    const family = ipaddr.parse(address).kind() === 'ipv4' ? 4 : 6;
    for (const alias of aliases) {
      const name = alias.toLowerCase();
      names.set(name, [...(names.get(name) ?? []), { address, family }]);
    }
  }
  return names;
}
