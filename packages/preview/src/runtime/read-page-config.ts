import { PAGE_CONFIG_ID, type PageConfig } from './page-config.ts';

export function readPageConfig(): PageConfig {
  const text = document.getElementById(PAGE_CONFIG_ID)?.textContent;
  if (!text) throw new Error('the preview document lacks its configuration');
  return JSON.parse(text) as PageConfig;
}
