import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import { PREVIEW_SANDBOX } from '@promptly/common/preview-bridge';

/** Sources of CSP that may embed previews: the studio's origin, or `'none'`. */
export type FrameAncestors = string | readonly string[];

/**
 * The policy of documents that run an app, by the Host header of their request. Throws when a frame ancestor is not
 * a single CSP source.
 */
export function appPolicies(
  frameAncestors: FrameAncestors,
  importMapText: string,
): (host: string | undefined) => string {
  const framing = framingOf(frameAncestors);
  const importMapHash = `'sha256-${createHash('sha256').update(importMapText).digest('base64')}'`;
  return (host) => appPolicy(ownSources(host), importMapHash, framing);
}

/**
 * Headers of everything else that the preview origin answers: shown by itself, it runs nothing, loads nothing and
 * is not kept. Throws as `appPolicies` does.
 */
export function inertHeaders(frameAncestors: FrameAncestors): Record<string, string> {
  const framing = framingOf(frameAncestors);
  return {
    'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; base-uri 'none'; form-action 'none'; ${framing}`,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    // A page of an opaque origin is cross-origin to everything, its own files included.
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Access-Control-Allow-Origin': '*',
    'Permissions-Policy': FEATURES_OFF.map((feature) => `${feature}=()`).join(', '),
    'Cache-Control': 'no-store',
  };
}

function framingOf(frameAncestors: FrameAncestors): string {
  const ancestors = [frameAncestors].flat();
  for (const ancestor of ancestors) {
    if (!/^[^\s;,]+$/.test(ancestor)) throw new Error(`"${ancestor}" is not a frame ancestor`);
  }
  return `frame-ancestors ${ancestors.join(' ')}`;
}

/**
 * An app may load what the preview serves, show pictures and fonts of secure hosts, and call secure hosts. It
 * never reaches plain HTTP, where the inner network of whoever looks at it lives. `unsafe-eval` gives code
 * that is not trusted anyway nothing new, and lets a calculator work as it will once it is exported.
 */
function appPolicy(own: string, importMapHash: string, framing: string): string {
  return [
    "default-src 'none'",
    `script-src ${own} ${importMapHash} 'unsafe-eval'`,
    `style-src ${own} 'unsafe-inline'`,
    `img-src ${own} https: data: blob:`,
    `font-src ${own} https: data:`,
    `media-src ${own} https: data: blob:`,
    `connect-src ${own} https: data: blob:`,
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    framing,
    `sandbox ${PREVIEW_SANDBOX}`,
  ].join('; ');
}

/** Some browsers match `'self'` against the page's origin, which is opaque here: the host is named as well. */
function ownSources(host: string | undefined): string {
  return host !== undefined && /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(host)
    ? `'self' ${host}`
    : "'self'";
}

/** Those that every Chromium knows: it warns of others in the console of each page. */
const FEATURES_OFF = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'xr-spatial-tracking',
];

/**
 * Cuts the tie to the window that opened a preview in a tab. Browsers ignore the header, and say so in the
 * console, where the connection is neither secure nor local.
 */
export function openerHeaders({ headers, socket }: IncomingMessage): Record<string, string> {
  const secure = 'encrypted' in socket || headers['x-forwarded-proto'] === 'https';
  const local = /^(?:localhost|[\w-]+\.localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/.test(
    headers.host ?? '',
  );
  return secure || local ? { 'Cross-Origin-Opener-Policy': 'same-origin' } : {};
}
