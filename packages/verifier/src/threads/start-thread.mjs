// First module of every thread: the sources are TypeScript, and a thread does not inherit its parent's loader.
import { workerData } from 'node:worker_threads';

import { register } from 'tsx/esm/api';

register();
await import(workerData.entry);
