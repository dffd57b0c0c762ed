import type { Config } from '../config.ts';
import type { Database } from '../db/client.ts';
import type { Host } from '../db/embedded/host.ts';
import type { Logger } from '../observability/logger.ts';
import type { Envelope } from '../services/keys/envelope.ts';
import type { Keys } from '../services/keys/key-encryption-key.ts';

/** Something that an operator asks for. */
export interface Command {
  /** What has to follow its name, such as `<orgId>`. */
  parameters: readonly string[];
  /** What may follow besides, such as `--now`. */
  options?: readonly string[];
  summary: string;
  /** Returns whether all is well; else the program ends with 1. Throws a `StartupError` for what the operator can mend. */
  run(deps: CommandDeps, args: readonly string[]): Promise<boolean>;
}

/** What commands are run with. */
export interface CommandContext {
  config: Config;
  log: Logger;
  host: Host;
  now: () => Date;
  print: (text: string) => void;
}

/** What commands work with. */
export interface CommandDeps extends Pick<CommandContext, 'config' | 'now' | 'print'> {
  /** Has the schema of this release. */
  db: Database;
  keys: Keys;
  /** The instance's own, of the keys. */
  envelope: Envelope;
}
