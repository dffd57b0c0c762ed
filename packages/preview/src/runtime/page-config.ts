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

export function readPageConfig(): PageConfig {
  const text = document.getElementById(PAGE_CONFIG_ID)?.textContent;
  if (!text) throw new Error('the preview document lacks its configuration');
  return JSON.parse(text) as PageConfig;
}
