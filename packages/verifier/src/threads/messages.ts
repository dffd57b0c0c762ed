/** Tasks of a thread: by name, what goes in, what comes out, and what is told on the way. */
export type TaskMap = Record<string, { input: unknown; output: unknown; event: unknown }>;

export type ToThread =
  { type: 'run'; id: number; task: string; input: unknown } | { type: 'cancel'; id: number };

export type FromThread =
  | { type: 'event'; id: number; event: unknown }
  | { type: 'done'; id: number; output: unknown }
  | { type: 'failed'; id: number; message: string };
