export type GithubFault =
  /** The token is not, or not any more, one of GitHub's. */
  | 'unauthorized'
  | 'forbidden'
  /** An organization wants the token to be authorized for its single sign-on. */
  | 'sso'
  /** It is not there, or this token may not know of it. */
  | 'not_found'
  /** The repository has no commit yet. */
  | 'empty'
  /** What was asked for does not fit what is there. */
  | 'refused'
  | 'rate_limited'
  | 'too_large'
  | 'unreachable';

/** Why a call of GitHub failed. `said` is what GitHub told, in one short line without secrets; `null` where it told nothing. */
export class GithubError extends Error {
  override readonly name = 'GithubError';
  readonly said: string | null;
  /** Of `rate_limited`. */
  readonly retryAfterSeconds: number | null;

  constructor(
    readonly fault: GithubFault,
    {
      said = null,
      retryAfterSeconds = null,
    }: Partial<Pick<GithubError, 'said' | 'retryAfterSeconds'>> = {},
  ) {
    super(`GitHub: ${fault}`);
    this.said = said;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
