import type { PreviewBuild } from '../build/preview-build.ts';

/** Pages load within moments of their document. */
const MAX_BUILDS_PER_TOKEN = 3;
const MAX_TOKENS = 100;
const MAX_BYTES = 64 * 1024 * 1024;

/** The last builds that were served under each token, newest first, as far as there is memory for them. */
export class RecentBuilds {
  readonly #byToken = new Map<string, readonly PreviewBuild[]>();

  of(token: string): readonly PreviewBuild[] {
    return this.#byToken.get(token) ?? [];
  }

  keep(token: string, build: PreviewBuild): void {
    const others = this.of(token).filter((kept) => kept !== build);
    this.#byToken.delete(token);
    this.#byToken.set(token, [build, ...others].slice(0, MAX_BUILDS_PER_TOKEN));
    let bytes = this.#bytes();
    for (const [oldest, builds] of this.#byToken) {
      if (this.#byToken.size <= MAX_TOKENS && bytes <= MAX_BYTES) return;
      bytes -= sum(builds.map(weightOf));
      this.#byToken.delete(oldest);
    }
  }

  #bytes(): number {
    return sum([...this.#byToken.values()].flat().map(weightOf));
  }
}

function weightOf({ script, sourceMap, style, patch, assets }: PreviewBuild): number {
  const own = [script, sourceMap, style, patch?.script, patch?.sourceMap];
  const parts = [...own, ...[...assets.values()].map(({ bytes }) => bytes)];
  return sum(parts.map((part) => part?.byteLength ?? 0));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
