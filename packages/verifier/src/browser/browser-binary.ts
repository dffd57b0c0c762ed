/** An executable browser of the Chromium family. */
export interface BrowserBinary {
  executablePath: string;
  source: 'configured' | 'system' | 'bundled';
  /** Variables which this binary needs to find its libraries and fonts. */
  env: Readonly<Record<string, string>>;
}

/** Why there is no browser, in words for the operator. */
export interface MissingBrowser {
  missing: string;
}
