import type { Finding } from '@promptly/common';

/** What the document tells its runtime. URLs are relative to the document. */
export interface PageConfig {
  /** Null when the build failed. */
  scriptUrl: string | null;
  styleUrl: string;
  diagnostics: Finding[];
}

/** Id of the element that holds the configuration as JSON. */
export const PAGE_CONFIG_ID = 'promptly-preview';
