import { z } from 'zod';

/** Every error code of the API, with the HTTP status it is answered with. */
export const ERROR_STATUS = {
  validation_failed: 422,
  malformed_body: 400,
  payload_too_large: 413,
  unsupported_media_type: 415,
  unauthenticated: 401,
  invalid_credentials: 401,
  token_expired: 401,
  refresh_token_reused: 401,
  forbidden: 403,
  origin_not_allowed: 403,
  signup_closed: 403,
  not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  conflict: 409,
  email_taken: 409,
  slug_taken: 409,
  version_taken: 409,
  already_member: 409,
  last_owner: 409,
  env_exists: 409,
  env_conflict: 409,
  file_conflict: 409,
  path_taken: 409,
  head_moved: 409,
  merge_conflict: 409,
  job_not_cancelable: 409,
  idempotency_in_progress: 409,
  project_archived: 409,
  org_deleted: 409,
  reauthentication_required: 403,
  quota_exceeded: 402,
  idempotency_key_reused: 422,
  precondition_failed: 412,
  precondition_required: 428,
  range_not_satisfiable: 416,
  invalid_path: 422,
  archive_invalid: 422,
  archive_too_large: 413,
  wrong_password: 422,
  limit_exceeded: 422,
  link_expired: 410,
  sign_in_canceled: 400,
  sign_in_expired: 400,
  email_unverified: 403,
  account_exists: 409,
  already_linked: 409,
  last_sign_in: 409,
  provider_not_configured: 404,
  provider_not_linked: 409,
  provider_refused: 422,
  provider_unreachable: 503,
  repository_not_found: 422,
  repository_forbidden: 422,
  repository_conflict: 409,
  rate_limited: 429,
  provider_unavailable: 422,
  internal: 500,
  unavailable: 503,
  busy: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** Codes with which a job can end `failed`. */
export const JOB_ERROR_CODES = [
  'verification_failed',
  'verification_incomplete',
  'merge_conflict',
  'head_moved',
  'prompt_unreadable',
  'nothing_changed',
  'provider_failed',
  'timed_out',
  'worker_lost',
  'quota_exceeded',
  'internal',
] as const;

export const jobErrorSchema = z.object({
  code: z.enum(JOB_ERROR_CODES),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).default({}),
});
export type JobError = z.infer<typeof jobErrorSchema>;

/** The body of every answer that is not a success. */
export const errorBodySchema = z.object({
  error: z.object({
    code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    details: z.record(z.string(), z.unknown()),
  }),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;

/** A failure that a caller can act on; anything else that is thrown is answered as `internal`. */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}
