import { createHash } from 'node:crypto';
import path from 'node:path/posix';

import { mediaTypeOf } from './media-types.ts';

/** Files of one build that are served as they are. */
export class AssetCollector {
  readonly #paths = new Map<string, string>();
  readonly #files: ReadonlyMap<string, Uint8Array>;
  readonly #names = new Map<string, { bytes: Uint8Array; name: string }>();

  constructor(files: ReadonlyMap<string, Uint8Array>) {
    this.#files = files;
  }

  /** URL of a file, relative to the document and to the stylesheet alike, or undefined when it cannot be one. */
  urlOf(filePath: string): string | undefined {
    const bytes = this.#files.get(filePath);
    if (!bytes || mediaTypeOf(filePath) === undefined) return undefined;
    const kept = this.#names.get(filePath);
    const name = kept?.bytes === bytes ? kept.name : assetName(filePath, bytes);
    this.#names.set(filePath, { bytes, name });
    this.#paths.set(name, filePath);
    return `assets/${name}`;
  }

  /**
   * A source with addresses of files in `public/` turned into the addresses at which the preview serves
   * them: the app would find `/logo.svg` at the root of its own origin, which a preview does not have.
   */
  rewritePublicUrls(text: string): string {
    if (!text.includes('/')) return text;
    return text.replace(QUOTED_ROOT_PATH, (quoted, quote: string, rootPath: string) => {
      const url = this.urlOf(`public${rootPath}`);
      return url === undefined ? quoted : quote + url + quote;
    });
  }

  /** Name under `assets/` and path in the project, by name: the compiler asks for files in no order that lasts. */
  paths(): [name: string, path: string][] {
    return [...this.#paths].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  clear(): void {
    this.#paths.clear();
  }
}

const QUOTED_ROOT_PATH = /(["'`])(\/[\w][\w./ @-]*)\1/g;

function assetName(filePath: string, bytes: Uint8Array): string {
  const { name, ext } = path.parse(filePath);
  const hash = createHash('sha256').update(filePath).update(bytes).digest('hex').slice(0, 12);
  return `${name.replace(/[^\w-]+/g, '-')}.${hash}${ext.toLowerCase()}`;
}
