export type OutboundErrorCode =
  | 'address_not_allowed'
  | 'certificate_not_trusted'
  | 'url_not_allowed'
  | 'redirect_not_allowed'
  | 'response_too_large'
  | 'timeout'
  | 'unreachable';

/** Why a call to a foreign host was not made, or not finished. Its message may be shown to a tenant. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';

  constructor(
    readonly code: OutboundErrorCode,
    message: string,
  ) {
    super(message);
  }
}
