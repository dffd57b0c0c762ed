/** Something that runs for as long as the program does, besides answering requests. */
export interface Part {
  name: string;
  /** Resolves when it works; what it then does in the background must not throw. */
  start(): Promise<void>;
  /** Resolves when it has stopped, with its work kept or given back. */
  stop(): Promise<void>;
}
