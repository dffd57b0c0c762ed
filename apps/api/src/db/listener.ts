import pg from 'pg';

/** Channels on which a transaction tells other processes that a table changed. */
export const CHANNELS = {
  /** Payload: the job that has new events. */
  jobEvents: 'ps_job_events',
  /** Payload: the job that was canceled. */
  jobCanceled: 'ps_job_canceled',
  /** No payload: the outbox has new messages. */
  outbox: 'ps_outbox',
  /** No payload: there are new mails. */
  mails: 'ps_mails',
  /** No payload: there is data to be handed out or erased. */
  dataRights: 'ps_data_rights',
  /** No payload: webhooks have new deliveries. */
  webhookDeliveries: 'ps_webhook_deliveries',
  /** No payload: keys for tokens and links were revoked. */
  signingKeys: 'ps_signing_keys',
} as const;
export type Channel = (typeof CHANNELS)[keyof typeof CHANNELS];

/** `null` means that notifications may have been missed: look at the table. */
export type NotificationHandler = (payload: string | null) => void;

/** One LISTEN connection that all subscribers of a process share. */
export interface Listener {
  /** Calls the handler from now on; it is told `null` once the channel is listened to, also after a reconnect. */
  subscribe(channel: Channel, handler: NotificationHandler): () => void;
  close(): Promise<void>;
}

export interface ListenerOptions {
  /** Must lead to Postgres itself: a transaction pooler delivers no notifications. */
  connectionString: string;
  onError: (error: Error) => void;
}

const RETRY_MIN_MS = 100;
const RETRY_MAX_MS = 5_000;
const KEEP_ALIVE_DELAY_MS = 10_000;

/** Connects on the first subscription, and again by itself whenever the connection is lost. */
export function createListener(options: ListenerOptions): Listener {
  return new PgListener(options);
}

class PgListener implements Listener {
  readonly #options: ListenerOptions;
  readonly #handlers = new Map<Channel, Set<NotificationHandler>>();
  #client: pg.Client | undefined;
  #connecting: Promise<void> | undefined;
  #retryTimer: NodeJS.Timeout | undefined;
  #retryMs = RETRY_MIN_MS;
  #closed = false;

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  subscribe(channel: Channel, handler: NotificationHandler): () => void {
    const known = this.#handlers.get(channel);
    if (known) {
      known.add(handler);
      // The channel is listened to already, unless the connection is being made, which tells everyone.
      if (this.#client) queueMicrotask(() => known.has(handler) && handler(null));
    } else {
      this.#handlers.set(channel, new Set([handler]));
      if (this.#client) void this.#listen(this.#client, channel);
      else this.#connect();
    }
    return () => this.#handlers.get(channel)?.delete(handler);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retryTimer);
    await this.#connecting;
    const client = this.#client;
    this.#client = undefined;
    client?.removeAllListeners('end');
    await client?.end();
  }

  #connect(): void {
    if (this.#closed || this.#connecting || this.#client) return;
    this.#connecting = this.#open()
      .catch((error: unknown) => this.#retry(error))
      .finally(() => (this.#connecting = undefined));
  }

  async #open(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.connectionString,
      application_name: 'promptly-listen',
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
    });
    client.on('error', this.#options.onError);
    client.on('notification', ({ channel, payload }) => this.#deliver(channel, payload ?? ''));
    await client.connect();
    this.#client = client;
    client.once('end', () => this.#lost(client));
    this.#retryMs = RETRY_MIN_MS;
    await Promise.all([...this.#handlers.keys()].map((channel) => this.#listen(client, channel)));
  }

  async #listen(client: pg.Client, channel: Channel): Promise<void> {
    try {
      await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
      this.#deliver(channel, null);
    } catch (error) {
      this.#options.onError(asError(error));
      // A connection on which LISTEN fails is of no use; its end starts the next one.
      await client.end().catch(() => undefined);
    }
  }

  #deliver(channel: string, payload: string | null): void {
    for (const handler of this.#handlers.get(channel as Channel) ?? []) handler(payload);
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#retry(new Error('the LISTEN connection was lost'));
  }

  #retry(error: unknown): void {
    if (this.#closed) return;
    this.#options.onError(asError(error));
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#connect(), this.#retryMs);
    this.#retryTimer.unref();
    this.#retryMs = Math.min(this.#retryMs * 2, RETRY_MAX_MS);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
