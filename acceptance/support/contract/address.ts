/** Of the proxy that holds calls to the program's own document, where a test run has started one. */
const PROXY_VARIABLE = 'PROMPTLY_ACCEPTANCE_PROXY';

/** On an answer that is not what the document says, or to a request that should have been refused. */
export const VIOLATION_HEADER = 'x-contract-violation';

/** The same address behind the proxy, which finds the program by its port; without a proxy, the address itself. */
export function contractUrl(address: string): string {
  const proxy = process.env[PROXY_VARIABLE];
  if (!proxy) return address;
  const { port, pathname, search } = new URL(address);
  return `${proxy}/${port}${pathname === '/' ? '' : pathname}${search}`;
}

/** What the proxy found, of the headers of an answer; null where it found nothing. */
export function violationIn(headers: Headers): string | null {
  const found = headers.get(VIOLATION_HEADER);
  return found === null ? null : decodeURIComponent(found);
}
