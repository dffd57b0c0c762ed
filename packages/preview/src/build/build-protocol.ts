import type { VendorMode } from '../vendor/entries.ts';
import type { SessionBuild } from './session.ts';

/** What the build thread is started with. */
export interface BuildThreadData {
  /** Path of this package's package.json: the thread resolves its tools from there. */
  packageFile: string;
  vendored: readonly string[];
  /** JSON of an IconTable. */
  iconTable: string;
  mode: VendorMode;
}

/** Main thread to build thread. */
export type BuildRequest =
  | {
      type: 'build';
      id: number;
      /** Session to build in; made when the thread does not have it. */
      session: number;
      /** Files that changed since the session's last build; null for one that is gone. */
      changes: [path: string, bytes: Uint8Array | null][];
      entry: string | undefined;
    }
  /** Nobody waits for this build any more; it is answered all the same. */
  | { type: 'cancel'; id: number; session: number }
  | { type: 'dispose'; session: number };

/** Build thread to main thread. A `broken` thread lost its compiler and must be replaced. */
export type BuildReply =
  | { type: 'built'; id: number; build: SessionBuild }
  | { type: 'broken'; id: number; message: string };
