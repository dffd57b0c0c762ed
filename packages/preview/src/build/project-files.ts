import { extensionOf, mediaTypeOf } from './media-types.ts';
import { iconUse, type IconUse } from './icon-module.ts';
import { sanitizeSource } from './sanitize-source.ts';

/** Finds the class names that a text might hold; Tailwind's own scanner, given contents and never a path. */
export type ScanCandidates = (content: string, extension: string) => string[];

interface FileFacts {
  text: string;
  candidates: readonly string[];
  icons: IconUse;
  /** The text as esbuild may see it; made when it is first asked for. */
  safeText?: string;
}

const decoder = new TextDecoder();

/** Extensions whose texts Tailwind scans for class names in a build of the exported project, too. */
const SCANNED = new Set(
  'ts tsx js jsx mjs mts cjs cts html md mdx json vue svelte astro txt'.split(' '),
);
const LOCK_FILES = new Set(['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock']);

/** The files of one project as the builder holds them, with what was read out of each. */
export class ProjectFiles {
  readonly bytes = new Map<string, Uint8Array>();
  readonly #facts = new Map<string, FileFacts>();
  readonly #scan: ScanCandidates;
  #candidates: ReadonlySet<string> | undefined;
  #icons: IconUse | undefined;

  constructor(scan: ScanCandidates) {
    this.#scan = scan;
  }

  /** Puts in changed files; null takes one away. */
  apply(changes: Iterable<readonly [string, Uint8Array | null]>): void {
    for (const [path, bytes] of changes) {
      this.#facts.delete(path);
      this.#candidates = undefined;
      this.#icons = undefined;
      if (bytes) this.bytes.set(path, bytes);
      else this.bytes.delete(path);
    }
  }

  has(path: string): boolean {
    return this.bytes.has(path);
  }

  textOf(path: string): string {
    return this.#factsOf(path).text;
  }

  /** A source without anything that would make esbuild read the disk. */
  safeTextOf(path: string): string {
    const facts = this.#factsOf(path);
    return (facts.safeText ??= sanitizeSource(facts.text));
  }

  /** Every class name that a file of the project might use. */
  candidates(): ReadonlySet<string> {
    this.#candidates ??= new Set(
      this.#scannedPaths().flatMap((path) => this.#factsOf(path).candidates),
    );
    return this.#candidates;
  }

  /** The icons that the project's sources name, or `all`. */
  icons(): IconUse {
    this.#icons ??= joinedUses(this.#scannedPaths().map((path) => this.#factsOf(path).icons));
    return this.#icons;
  }

  #scannedPaths(): string[] {
    return [...this.bytes.keys()].filter(
      (path) => SCANNED.has(extensionOf(path)) && !LOCK_FILES.has(path),
    );
  }

  #factsOf(path: string): FileFacts {
    const kept = this.#facts.get(path);
    if (kept) return kept;
    const text = decoder.decode(this.bytes.get(path));
    const extension = extensionOf(path);
    const isSource = SCANNED.has(extension);
    const facts: FileFacts = {
      text,
      candidates: isSource ? this.#scan(text, extension) : [],
      icons: isSource && mediaTypeOf(path) === undefined ? iconUse(text) : [],
    };
    this.#facts.set(path, facts);
    return facts;
  }
}

function joinedUses(uses: readonly IconUse[]): IconUse {
  const names = new Set<string>();
  for (const use of uses) {
    if (use === 'all') return 'all';
    for (const name of use) names.add(name);
  }
  return [...names];
}
