import type { Database } from '../../db/client.ts';
import type { ObjectStorage } from '../../integrations/storage/object-storage.ts';
import type { Logger } from '../../observability/logger.ts';
import type { Envelope } from '../keys/envelope.ts';
import type { ErasureRow } from './schedule.ts';

export interface ErasureDeps {
  db: Database;
  now: () => Date;
  log: Logger;
  storage: ObjectStorage;
  envelope: Envelope;
  /** Signs what an erasure leaves of the audit log. */
  anchorKey: Buffer;
}

/** An erasure that is under way, of somebody who is still known. */
export type Running = ErasureRow & { subjectId: string };

/** A step may be done again, from any point at which it was broken off. */
export interface Step {
  name: string;
  run(deps: ErasureDeps, erasure: Running): Promise<void>;
}
