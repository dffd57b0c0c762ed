export { formatTree } from './emit/format-tree.ts';
export {
  mergeTrees,
  type ConflictKind,
  type MergeConflict,
  type MergeInput,
  type MergeResult,
} from './merge/merge-trees.ts';
export { starterTree, type StarterInput } from './starter.ts';
