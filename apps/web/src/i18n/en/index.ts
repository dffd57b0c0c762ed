import { studio } from './studio.ts';
import { workspace } from './workspace.ts';

/** The studio's words in English; the other catalogues have the same keys. */
export const en = { ...studio, ...workspace };

export type Catalogue = typeof en;
