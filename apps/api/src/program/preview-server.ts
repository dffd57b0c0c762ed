import type { Container } from '../container.ts';
import { createPreviewOrigin } from '../preview-origin/preview-origin.ts';
import { listen, type HttpServer } from './http-server.ts';
import type { Part } from './part.ts';

const STOP_TIMEOUT_MS = 5_000;

/** Serves previews on a port of their own; at the first start it also bundles the packages that apps import. */
export function previewServer(container: Container): Part {
  const { config, services, previewEngine, rateLimiter, log } = container;
  const { http } = config;
  let server: HttpServer | undefined;
  const stop = async () => server?.stop(STOP_TIMEOUT_MS);
  return {
    name: 'previews',
    async start() {
      server = await listen(http.host, http.previewPort, 'PREVIEW_PORT');
      try {
        const { previews, artifacts } = services;
        const origin = { config, rateLimiter, previews, artifacts, engine: previewEngine, log };
        server.serve(await createPreviewOrigin(origin));
      } catch (error) {
        await stop();
        throw error;
      }
    },
    stop,
  };
}
