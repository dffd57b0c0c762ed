export {
  type ChangeResult,
  type ListResult,
  type ReadResult,
  type Refusal,
  type WorkspaceBackend,
  type WorkspaceFile,
  type WriteResult,
} from './engine/backend.ts';
export { type Resolution } from './engine/buffer-machine.ts';
export {
  type BufferStatus,
  type ConflictBuffer,
  type FileBuffer,
  isTextBuffer,
  isUnsaved,
  type TextBuffer,
  type Version,
} from './engine/buffer.ts';
export { base64OfText, bytesOfBase64, textOfBytes } from './engine/bytes.ts';
export { type Draft, type DraftStore } from './engine/drafts.ts';
export { baseName, dirName, isAtOrUnder } from './engine/paths.ts';
export {
  createWorkspace,
  type Outcome,
  type Workspace,
  type WorkspaceOptions,
  type WorkspaceState,
} from './engine/workspace.ts';
