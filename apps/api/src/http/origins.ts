import { isIP } from 'node:net';

import type { Request } from 'express';

import { AppError } from '@promptly/common';

import type { Config } from '../config.ts';

/** Addresses without a trailing slash, as the caller of this request reaches us: links are built on them. */
export interface RequestOrigins {
  studio: string;
  preview: string;
}

type HttpConfig = Config['http'];

/**
 * Refuses names that are not ours, which is how a page of another site reaches a local server after
 * its own name was pointed at it (DNS rebinding), and browsers' requests from other origins.
 * Throws `origin_not_allowed`.
 */
export function checkOrigins(req: Request, config: HttpConfig): RequestOrigins {
  const host = parseHost(req.headers.host);
  if (!host || !isOurHost(host.hostname, config)) {
    throw new AppError(
      'origin_not_allowed',
      'This address is not one that the studio answers to. Set PUBLIC_URL to the address that you use.',
    );
  }
  const origins = originsOf(req, host, config);
  const { origin } = req.headers;
  if (origin !== undefined && origin !== origins.studio && !config.corsOrigins.includes(origin)) {
    throw new AppError('origin_not_allowed', 'Requests from this web origin are not allowed.');
  }
  return origins;
}

function parseHost(header: string | undefined): URL | null {
  return header !== undefined && URL.canParse(`http://${header}`)
    ? new URL(`http://${header}`)
    : null;
}

function isOurHost(hostname: string, config: HttpConfig): boolean {
  if (['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return true;
  if (config.publicUrl !== null) return new URL(config.publicUrl).hostname === hostname;
  if (hostname === config.host) return true;
  // Open to the network without a name: an address cannot be rebound, a name can.
  const open = ['0.0.0.0', '::'].includes(config.host);
  return open && isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
}

function originsOf(req: Request, host: URL, config: HttpConfig): RequestOrigins {
  const preview = `http://${host.hostname}:${config.previewPort}`;
  const atPublicUrl =
    config.publicUrl !== null && new URL(config.publicUrl).hostname === host.hostname;
  return {
    studio: atPublicUrl && config.publicUrl ? config.publicUrl : `${req.protocol}://${host.host}`,
    preview: config.previewUrl ?? preview,
  };
}
