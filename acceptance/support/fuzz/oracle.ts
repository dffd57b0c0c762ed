import { ERROR_STATUS, errorBodySchema } from '@promptly/common';

import type { AnswerCheck, BodyCheck, EndpointFinder } from '../api-document.ts';
import type { Attempt } from './attempt.ts';
import type { Tenant } from './tenant.ts';

/** An answer as it was read. */
export interface Received {
  status: number;
  contentType: string | null;
  text: string;
}

const STACK = /\n\s+at |node_modules|file:\/\/|\.ts:\d+|DrizzleQueryError|insert into "|select "/;
const SHOWN = 300;
/** Addresses that are too long, before it is known what they lead to. */
const REFUSED_BY_ALL = [414, 431];

/** What answers are held to. */
export interface Rules {
  check: AnswerCheck;
  checkBody: BodyCheck;
  find: EndpointFinder;
  victim: Tenant;
}

/** All that is wrong with an answer, whatever was asked, each as a sentence. */
export function faultsOf(
  attempt: Attempt,
  { status, contentType, text }: Received,
  { check, checkBody, find, victim }: Rules,
): string[] {
  const faults: string[] = [];
  const shown = text.slice(0, SHOWN);
  const sent = `${decodeURIComponent(attempt.url)} ${attempt.body ?? ''}`;
  if (status >= 500) faults.push(`${status}: ${shown}`);
  if (status >= 400 && STACK.test(text)) faults.push(`a stack: ${shown}`);
  if (text.includes(victim.canary)) faults.push(`another tenant's text: ${shown}`);
  const leaked = [...victim.made].find((id) => text.includes(id) && !sent.includes(id));
  if (leaked) faults.push(`another tenant's id ${leaked}`);
  const isJson = contentType?.startsWith('application/json') ?? false;
  if (isJson && status >= 400) {
    const error = errorBodySchema.strict().safeParse(JSON.parse(text)).data?.error;
    const isCertain = error && ERROR_STATUS[error.code] === status;
    if (!isCertain && status !== 503) faults.push(`no error of the format: ${status} ${text}`);
  }
  const { endpoint } = attempt;
  // An empty parameter, or one with dots, leads to another path.
  const isIt = find(endpoint.method, new URL(attempt.url).pathname)?.path === endpoint.path;
  if (!isIt || status >= 500 || REFUSED_BY_ALL.includes(status)) return faults;
  const wrong = check(endpoint, {
    ...{ status, contentType },
    body: isJson ? JSON.parse(text) : text === '' ? undefined : text,
  });
  if (wrong !== null) faults.push(`not as documented: ${wrong}`);
  const refusal = status < 300 ? checkBody(endpoint, attempt.body) : null;
  if (refusal !== null) faults.push(`accepted although ${refusal}`);
  return faults;
}
