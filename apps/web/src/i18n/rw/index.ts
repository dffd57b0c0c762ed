import { type Catalogue } from '../en/index.ts';
import { studio } from './studio.ts';
import { workspace } from './workspace.ts';

export const rw: Catalogue = { ...studio, ...workspace };
