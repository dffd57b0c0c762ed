import type { Finding, PreviewDocument } from '@promptly/common';

/** What the document tells its runtime. URLs are relative to the document. */
export interface PageConfig {
  /** Null when the build failed, and where there is none yet. */
  scriptUrl: string | null;
  styleUrl: string;
  document: PreviewDocument;
  /** Packages to load ahead of the app that imports them. */
  packages: readonly string[];
  diagnostics: Finding[];
}

/** Id of the element that holds the configuration as JSON. */
export const PAGE_CONFIG_ID = 'promptly-preview';

/** For documents that do not say their own. */
export const DEFAULT_TITLE = 'Preview';
export const DEFAULT_LANGUAGE = 'en';
