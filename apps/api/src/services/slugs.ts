import { randomBytes } from 'node:crypto';

const MAX_CHARS = 50;
const NUMBERED_CANDIDATES = 5;

/** The name in lower-case ASCII with hyphens, such as `cafe-kigali`; `fallback` where nothing is left of it. */
export function slugify(name: string, fallback: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_CHARS)
    .replace(/^-+|-+$/g, '');
  return slug === '' ? fallback : slug;
}

/** Slugs to try in turn until one is free; the last one is random enough to be. */
export function slugCandidates(name: string, fallback: string): string[] {
  const slug = slugify(name, fallback);
  const numbered = Array.from({ length: NUMBERED_CANDIDATES - 1 }, (_, i) => `${slug}-${i + 2}`);
  return [slug, ...numbered, `${slug}-${randomBytes(5).toString('hex')}`];
}
