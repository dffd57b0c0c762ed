import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type PreviewCommand, PREVIEW_SANDBOX, previewEnvelope } from '@promptly/common';

/** Starts a server on a free port of the loopback interface. */
export async function listen(
  listener: RequestListener,
): Promise<{ origin: string; close: () => Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => closeServer(server) };
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

/** A page that embeds a preview as the studio does, keeps what it says, and can speak to it. */
export function studioPage(previewUrl: string, init: PreviewCommand & { type: 'init' }): string {
  return `<!doctype html>
<title>Studio</title>
<p id="secret">studio secret</p>
<iframe id="preview" sandbox="${PREVIEW_SANDBOX}" src="${previewUrl}" width="1000" height="700"></iframe>
<script>
  const frame = document.getElementById('preview');
  window.events = [];
  window.say = (data) => frame.contentWindow.postMessage(data, '*');
  addEventListener('message', ({ source, data }) => {
    if (source !== frame.contentWindow) return;
    events.push({ ...data.message, at: performance.now() });
    if (data.message.type === 'ready') say(${JSON.stringify(previewEnvelope(init))});
  });
  localStorage.setItem('studio-token', 'secret');
  document.cookie = 'session=secret';
</script>`;
}
