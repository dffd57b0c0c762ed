import type { Finding, PreviewDocument } from '@promptly/common';

/** What is wrong, and where: lines and columns count from 1. */
export type PreviewDiagnostic = Finding;

export interface PreviewAsset {
  bytes: Uint8Array;
  contentType: string;
}

/** The one module in which a build differs from another one, for a page that runs that one. */
export interface PreviewPatch {
  /** `scriptName` of the build that it changes. */
  base: string;
  /** The module's path in the project. */
  path: string;
  /** `patch.<hash>.js`. */
  scriptName: string;
  script: Uint8Array;
  sourceMap: Uint8Array;
}

/** A project as a page: everything that the preview origin serves for it. */
export interface PreviewBuild extends PreviewDocument {
  /** False when a diagnostic is an error; the page then shows the diagnostics. */
  ok: boolean;
  /** The app as one ES module that imports the vendored packages by name; null when the build failed. */
  script: Uint8Array | null;
  /** Source map of `script`; its sources are `app:<path in the project>`. */
  sourceMap: Uint8Array | null;
  style: Uint8Array;
  /** `app.<hash>.js`; another name means other bytes. Null like `script`. */
  scriptName: string | null;
  /** `app.<hash>.css`. */
  styleName: string;
  /** Name under `assets/` → the file. */
  assets: ReadonlyMap<string, PreviewAsset>;
  /** Null where more than a module changed since the project's last build, or it cannot be compiled alone. */
  patch: PreviewPatch | null;
  /** Vendored specifiers that the script imports. */
  imports: readonly string[];
  diagnostics: readonly PreviewDiagnostic[];
  durationMs: number;
}
