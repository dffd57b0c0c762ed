import type { PreviewBuild } from '../build/preview-build.ts';

/** Pages load within moments of their document. */
const MAX_BUILDS_PER_TOKEN = 3;
const MAX_TOKENS = 100;

/** The last builds that were served under each token, newest first. */
export class RecentBuilds {
  readonly #byToken = new Map<string, readonly PreviewBuild[]>();

  of(token: string): readonly PreviewBuild[] {
    return this.#byToken.get(token) ?? [];
  }

  keep(token: string, build: PreviewBuild): void {
    const others = this.of(token).filter((kept) => kept !== build);
    this.#byToken.delete(token);
    this.#byToken.set(token, [build, ...others].slice(0, MAX_BUILDS_PER_TOKEN));
    const [oldest] = this.#byToken.keys();
    if (this.#byToken.size > MAX_TOKENS && oldest !== undefined) this.#byToken.delete(oldest);
  }
}
