/** The icon package's name in imports. */
export const ICON_SPECIFIER = 'lucide-react';

/** The icons' shared parts without the icons; the builder adds those which an app names. */
export const ICON_CORE_SPECIFIER = 'lucide-react/core';

/** Drawings of the icon package: which drawing an exported name shows. Aliases share one. */
export interface IconTable {
  /** Exported name → index into `icons`. */
  names: Record<string, number>;
  icons: unknown[];
}
