import { isIP } from 'node:net';

import type { Request } from 'express';

import { AppError } from '@promptly/common';

import type { Config } from '../config.ts';

/** Addresses without a trailing slash: links are built on them. */
export interface RequestOrigins {
  /** Whether the request used an address of ours; always so where `checkOrigins` let it through. */
  isOurHost: boolean;
  /** PUBLIC_URL; else the address that the caller of this request used. */
  studio: string;
  preview: string;
  /** Where the studio's own pages can come from. */
  own: readonly string[];
}

type HttpConfig = Config['http'];

/**
 * Refuses names that are not ours, which is how a page of another site reaches a local server after
 * its own name was pointed at it (DNS rebinding), and browsers' requests from other origins.
 * Throws `origin_not_allowed`.
 */
export function checkOrigins(req: Request, config: HttpConfig): RequestOrigins {
  const origins = originsOf(req, config);
  if (!origins.isOurHost) {
    throw new AppError(
      'origin_not_allowed',
      'The studio does not answer to this address. Set PUBLIC_URL to the address that you use.',
    );
  }
  const { origin } = req.headers;
  const allowed = [...origins.own, ...config.corsOrigins];
  if (origin !== undefined && !allowed.includes(origin)) {
    throw new AppError('origin_not_allowed', 'Requests from this web origin are not allowed.');
  }
  return origins;
}

/** The addresses without the check, for probes. */
export function originsOf(req: Request, config: HttpConfig): RequestOrigins {
  const host = hostOf(req);
  const used = host ?? new URL(`http://${config.host}:${config.port}`);
  // A proxy may rewrite the host: where there is a public address, links lead there.
  const base = config.publicUrl === null ? used : new URL(config.publicUrl);
  return {
    isOurHost: host !== null && isOurHost(host.hostname, config),
    studio: base.origin,
    preview: config.previewUrl ?? `${base.protocol}//${base.hostname}:${config.previewPort}`,
    // Under the public name, the public scheme and port are the only right ones.
    own: used.hostname === base.hostname ? [base.origin] : [base.origin, used.origin],
  };
}

function hostOf(req: Request): URL | null {
  const { host } = req.headers;
  const text = `${req.protocol}://${host ?? ''}`;
  return host !== undefined && URL.canParse(text) ? new URL(text) : null;
}

function isOurHost(hostname: string, config: HttpConfig): boolean {
  if (['localhost', '127.0.0.1', '[::1]', config.host].includes(hostname)) return true;
  if (config.publicUrl !== null) return new URL(config.publicUrl).hostname === hostname;
  // Open to the network without a name: an address cannot be pointed elsewhere, a name can.
  const isOpen = ['0.0.0.0', '::'].includes(config.host);
  return isOpen && isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
}
