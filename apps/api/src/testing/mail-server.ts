import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

export interface ReceivedMail {
  from: string;
  to: string;
  /** By their names in lower case. */
  headers: Record<string, string>;
  text: string;
}

export interface MailServer {
  url: string;
  received: ReceivedMail[];
  /** Answers the next recipients with this line instead of taking them; null takes them again. */
  refuseWith(line: string | null): void;
  close(): Promise<void>;
}

/** A mail server that speaks as much SMTP as it takes to receive plain text. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  let refusal: string | null = null;
  const server = createServer((socket) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)));
    socket.on('error', () => socket.destroy());
    void converse(socket, received, () => refusal);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    refuseWith: (line) => (refusal = line),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function converse(
  socket: Socket,
  received: ReceivedMail[],
  refusal: () => string | null,
): Promise<void> {
  const say = (line: string) => socket.write(`${line}\r\n`);
  const mail = { from: '', to: '' };
  let data: string[] | null = null;
  say('220 mail.test ESMTP');
  for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
    if (data && line !== '.') data.push(line.replace(/^\.\./, '.'));
    else if (data) {
      received.push({ ...mail, ...parse(data) });
      data = null;
      say('250 taken');
    } else {
      const [, address = ''] = /<([^>]*)>/.exec(line) ?? [];
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'MAIL') mail.from = address;
      if (verb === 'RCPT') mail.to = address;
      if (verb === 'DATA') data = [];
      if (verb === 'QUIT') return void socket.end('221 bye\r\n');
      const no = verb === 'RCPT' ? refusal() : null;
      say(no ?? (verb === 'DATA' ? '354 go on' : '250 fine'));
    }
  }
}

function parse(lines: string[]): Pick<ReceivedMail, 'headers' | 'text'> {
  const end = lines.indexOf('');
  const unfolded = lines
    .slice(0, end)
    .join('\n')
    .replace(/\n[ \t]+/g, ' ');
  const headers = Object.fromEntries(
    unfolded.split('\n').map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()] as const;
    }),
  );
  return { headers, text: decoded(lines.slice(end + 1).join('\n'), headers) };
}

function decoded(text: string, headers: Record<string, string>): string {
  if (headers['content-transfer-encoding'] !== 'quoted-printable') return text;
  const bytes = text
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
