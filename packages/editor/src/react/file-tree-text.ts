import { type Refusal } from '../engine/backend.ts';

/** What the file tree says, in the reader's language. */
export interface FileTreeText {
  label: string;
  newFile: string;
  newFilePath: string;
  rename: string;
  renamePath: (name: string) => string;
  remove: string;
  menu: (name: string) => string;
  unsaved: string;
  conflict: string;
  /** Why a path was not taken. */
  fault: (reason: Refusal) => string;
}
