import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** Servers on this machine's loopback which only count who comes. */
export interface Listeners {
  tcpPort: number;
  udpPort: number;
  /** What arrived, such as "tcp". */
  readonly arrivals: readonly string[];
  close(): Promise<void>;
}

export async function listen(): Promise<Listeners> {
  const arrivals: string[] = [];
  const tcp = createServer((socket) => {
    arrivals.push('tcp');
    socket.destroy();
  });
  const udp = createSocket('udp4', () => arrivals.push('udp'));
  tcp.listen(0, '127.0.0.1');
  udp.bind(0, '127.0.0.1');
  await Promise.all([once(tcp, 'listening'), once(udp, 'listening')]);
  return {
    tcpPort: (tcp.address() as AddressInfo).port,
    udpPort: udp.address().port,
    arrivals,
    async close() {
      udp.close();
      tcp.close();
      await once(tcp, 'close');
    },
  };
}

/** A script that tries every way out of a page which a browser has. */
export function reachOut({ tcpPort, udpPort }: Pick<Listeners, 'tcpPort' | 'udpPort'>): string {
  const host = `127.0.0.1:${tcpPort}`;
  return `
const attempts = [
  () => fetch('http://${host}/fetch'),
  () => fetch('http://localhost:${tcpPort}/name', { mode: 'no-cors' }),
  () => fetch('http://[::1]:${tcpPort}/six', { mode: 'no-cors' }),
  () => new WebSocket('ws://${host}/socket'),
  () => new EventSource('http://${host}/events'),
  () => navigator.sendBeacon('http://${host}/beacon', 'x'),
  () => { new Image().src = 'http://${host}/image'; },
  () => new Worker(URL.createObjectURL(new Blob(["fetch('http://${host}/worker'); new WebSocket('ws://${host}/worker')"]))),
  () => new WebTransport('https://127.0.0.1:${udpPort}/'),
  () => new Function("return import('http://${host}/module.js')")(),
  ...['dns-prefetch', 'preconnect', 'prefetch', 'preload', 'stylesheet', 'icon'].map((rel) => () => {
    const link = Object.assign(document.createElement('link'), { rel, as: 'image', href: 'http://${host}/' + rel });
    document.head.append(link);
  }),
  ...['iframe', 'embed', 'video', 'audio'].map((tag) => () => {
    const element = document.createElement(tag);
    element.src = 'http://${host}/' + tag;
    document.body.append(element);
  }),
  () => {
    const form = Object.assign(document.createElement('form'), { action: 'http://${host}/form', target: '_blank' });
    document.body.append(form);
    form.submit();
  },
  () => {
    const peer = new RTCPeerConnection({
      iceServers: [
        { urls: 'stun:127.0.0.1:${udpPort}' },
        { urls: 'turn:${host}?transport=tcp', username: 'a', credential: 'b' },
      ],
    });
    peer.createDataChannel('x');
    return peer.createOffer().then((offer) => peer.setLocalDescription(offer));
  },
];
for (const attempt of attempts) {
  try {
    Promise.resolve(attempt()).catch(() => undefined);
  } catch {}
}
`;
}
