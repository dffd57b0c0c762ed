import { type ErrorBody, type ErrorCode } from '@promptly/common';

export interface ApiErrorInit {
  status: number;
  code: ErrorCode;
  message: string;
  details?: Record<string, unknown>;
  /** Names the request in the server's log. */
  requestId?: string | null;
  /** How long the server asks to wait before the next try. */
  retryAfterMs?: number | null;
}

/** An answer of the API that is not a success. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: ErrorCode;
  readonly details: Record<string, unknown>;
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;

  constructor(init: ApiErrorInit) {
    super(init.message);
    this.status = init.status;
    this.code = init.code;
    this.details = init.details ?? {};
    this.requestId = init.requestId ?? null;
    this.retryAfterMs = init.retryAfterMs ?? null;
  }
}

/** No answer came: the server is down, the network is, or the connection broke midway. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
}

/** Reads an error answer; what is not in the API's own form (a proxy's page) is told by its status. */
export async function apiErrorOf(response: Response): Promise<ApiError> {
  const context = {
    status: response.status,
    requestId: response.headers.get('x-request-id'),
    retryAfterMs: retryAfterMs(response.headers.get('retry-after')),
  };
  const body = await jsonOrUndefined(response);
  if (isErrorBody(body)) return new ApiError({ ...context, ...body.error });
  return new ApiError({
    ...context,
    code: codeOfStatus(response.status),
    message: `The server answered with status ${response.status}.`,
  });
}

/** Looked at by hand: every page that calls the API would otherwise carry the library of schemas. */
function isErrorBody(body: unknown): body is ErrorBody {
  if (!isRecord(body) || !isRecord(body.error)) return false;
  const { code, message, details } = body.error;
  return typeof code === 'string' && typeof message === 'string' && isRecord(details);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

async function jsonOrUndefined(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 413) return 'payload_too_large';
  if (status === 429) return 'rate_limited';
  return status >= 502 && status <= 504 ? 'unavailable' : 'internal';
}

/** `Retry-After` is a number of seconds or a date. */
function retryAfterMs(header: string | null): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
