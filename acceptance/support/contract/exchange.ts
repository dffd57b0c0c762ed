import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

/** A call of a program as a test makes it. */
export interface Call {
  /** The program's, on 127.0.0.1. */
  port: number;
  method: string;
  /** Path and query. */
  address: string;
  headers: IncomingHttpHeaders;
  /** All of it; undefined where none was sent. */
  body: Buffer | undefined;
}

/** A program's answer, as it was sent. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Of one connection alone, and the encoding, as what is judged has to be read. */
const NOT_FORWARDED = ['host', 'connection', 'keep-alive', 'accept-encoding', 'transfer-encoding'];

/** What of a message's headers is passed on. */
export function forwarded(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !NOT_FORWARDED.includes(name)),
  );
}

/** Opens a call on a connection of its own, as programs come and go; resolves with the answer's beginning. */
export function openCall(
  { port, method, address, headers }: Omit<Call, 'body'>,
  source: IncomingMessage | Buffer | undefined,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, method, path: address, headers: forwarded(headers), agent: false },
      resolve,
    );
    // A program may answer before it has read all, and end the connection.
    outgoing.on('error', reject);
    if (source === undefined || Buffer.isBuffer(source)) outgoing.end(source);
    else source.pipe(outgoing);
  });
}

export async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export async function callProgram(call: Call): Promise<Answer> {
  const answer = await openCall(call, call.body);
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await readAll(answer) };
}
