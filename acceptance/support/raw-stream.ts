/** An event as it came over the wire. */
export interface SentEvent {
  seq: number;
  type: string;
  /** Parsed JSON. */
  data: unknown;
}

/** Everything that a client was sent of a job's stream, repeats and all, over however many connections. */
export interface RawStream {
  readonly sent: readonly SentEvent[];
  /** Resolves when `done` has come, with its status. */
  readonly done: Promise<string>;
  readonly isDone: boolean;
  /** How often the connection was made. */
  readonly connections: number;
  stop(): void;
}

const RECONNECT_MS = 100;

/** Follows a job and connects again, with the last number that it has, whenever the connection ends. */
export function followRaw(url: string, jobId: string, accessToken: string): RawStream {
  const sent: SentEvent[] = [];
  const end = new AbortController();
  let connections = 0;

  const follow = async (): Promise<string> => {
    for (;;) {
      end.signal.throwIfAborted();
      const status = await readOnce().catch(() => undefined);
      if (status !== undefined) return status;
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
    }
  };

  const readOnce = async (): Promise<string | undefined> => {
    const last = sent.at(-1)?.seq;
    const response = await fetch(`${url}/api/v1/stream/codegen/${jobId}`, {
      signal: end.signal,
      headers: {
        authorization: `Bearer ${accessToken}`,
        ...(last !== undefined && { 'last-event-id': String(last) }),
      },
    });
    if (!response.ok || !response.body) return undefined;
    connections += 1;
    let text = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const messages = text.split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) {
        const status = take(message);
        if (status !== undefined) return status;
      }
    }
    return undefined;
  };

  /** Notes a message; returns the job's status when it is the last one. */
  const take = (message: string): string | undefined => {
    const field = (name: string) =>
      message
        .split('\n')
        .find((line) => line.startsWith(`${name}: `))
        ?.slice(name.length + 2);
    const id = field('id');
    if (id === undefined) return undefined;
    const data = JSON.parse(field('data') ?? 'null') as { status?: string };
    const type = field('event') ?? '';
    sent.push({ seq: Number(id), type, data });
    return type === 'done' ? data.status : undefined;
  };

  let isDone = false;
  const done = follow();
  done.then(
    () => (isDone = true),
    () => undefined,
  );
  return {
    sent,
    done,
    get isDone() {
      return isDone;
    },
    get connections() {
      return connections;
    },
    stop: () => end.abort(),
  };
}
