import type { Config } from '../config.ts';
import type { Container } from '../container.ts';
import { housekeeping } from './housekeeping.ts';
import { previewServer } from './preview-server.ts';

/** Something that runs for as long as the program does, besides answering requests. */
export interface Part {
  name: string;
  /** Resolves when it works; what it then does in the background must not throw. */
  start(): Promise<void>;
  /** Resolves when it has stopped, with its work kept or given back. */
  stop(): Promise<void>;
}

/** What each role runs, started in this order and stopped in the opposite one. One line a part. */
export function createParts(container: Container, role: Config['role']): Part[] {
  const api = [housekeeping(container), previewServer(container)];
  const worker: Part[] = [];
  return [...(role === 'worker' ? [] : api), ...(role === 'api' ? [] : worker)];
}
