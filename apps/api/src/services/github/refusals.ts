import { AppError, type ErrorCode } from '@promptly/common';

import { GithubError, type GithubFault } from '../../integrations/github/github-error.ts';
import { OutboundError } from '../../integrations/outbound/outbound-error.ts';

interface Refusal {
  code: ErrorCode;
  message: string;
}

const REFUSALS: Readonly<Record<GithubFault, Refusal>> = {
  unauthorized: {
    code: 'provider_refused',
    message:
      'GitHub does not know this token, or not any more: set a new one, or link the account again.',
  },
  forbidden: {
    code: 'repository_forbidden',
    message:
      'GitHub does not allow this with the token: it needs to read and write the contents of the repository.',
  },
  sso: {
    code: 'repository_forbidden',
    message:
      'The organization on GitHub wants the token to be authorized for its single sign-on first.',
  },
  not_found: {
    code: 'repository_not_found',
    message: 'There is no such repository or branch, or the token may not see it.',
  },
  empty: {
    code: 'repository_not_found',
    message: 'The repository is empty: there is nothing to take over.',
  },
  refused: { code: 'repository_forbidden', message: 'GitHub refused this.' },
  rate_limited: {
    code: 'rate_limited',
    message:
      'GitHub wants fewer requests: try again later. What was sent until now is not sent again.',
  },
  too_large: { code: 'limit_exceeded', message: 'GitHub answers more than can be taken in.' },
  unreachable: {
    code: 'provider_unreachable',
    message:
      'GitHub does not answer as it should right now. Try again later: nothing is done twice.',
  },
};

/** Does what calls GitHub, and throws what a caller may know of its failures. */
export async function callingGithub<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): unknown {
  if (isLate(error) || error instanceof OutboundError) {
    const isTooLarge = error instanceof OutboundError && error.code === 'response_too_large';
    return refusal(new GithubError(isTooLarge ? 'too_large' : 'unreachable'));
  }
  return error instanceof GithubError ? refusal(error) : error;
}

/** By shape: the reason of an abort need not be an `Error` of this realm. */
function isLate(error: unknown): boolean {
  const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : '';
  return name === 'TimeoutError' || name === 'AbortError';
}

function refusal({ fault, said, retryAfterSeconds }: GithubError): AppError {
  const { code, message } = REFUSALS[fault];
  return new AppError(code, said === null ? message : `${message} It says: ${said}`, {
    ...{ provider: 'github', reason: fault },
    ...(retryAfterSeconds !== null && { retryAfterSeconds }),
  });
}
