import { posix } from 'node:path';

import { create as contentDisposition } from 'content-disposition';
import { contentType } from 'mime-types';

/** Endings that mean something else in a project of an app than to the rest of the world. */
const SOURCE_CODE = /\.(?:[cm]?tsx?|jsx|mdx|vue|svelte|env.*)$|(?:^|\/)\.[^/.]*$/i;
const TEXT = 'text/plain; charset=utf-8';
const UNKNOWN = 'application/octet-stream';
/** What a browser may show by itself: none of these can run anything. */
const SHOWN =
  /^(?:image\/(?:png|jpeg|gif|webp|avif|x-icon|vnd\.microsoft\.icon)|audio\/|video\/|font\/|text\/plain)/;

/**
 * How the bytes of a project's file are answered: their type by its name, and a disposition by which a browser
 * saves all that could run, such as pages and SVG, instead of showing it.
 */
export function mediaTypeOf(path: string): { contentType: string; disposition: string } {
  const name = posix.basename(path);
  const type = SOURCE_CODE.test(name) ? TEXT : contentType(posix.extname(name)) || UNKNOWN;
  const disposition = SHOWN.test(type) ? 'inline' : 'attachment';
  return { contentType: type, disposition: contentDisposition(name, { type: disposition }) };
}
