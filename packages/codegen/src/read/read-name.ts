import { type Domain } from '../domains/domain.ts';
import { type Random } from '../random.ts';
import { type Place } from '../spec/app-spec.ts';
import { capitalize } from './words.ts';

/** Names for apps whose domain nobody knows. */
const GENERAL_BRANDS = ['Umwanya', 'Clearhill', 'Imbuga', 'Openfield', 'Workroom', 'Tandaza'];
const MAX_NAME_CHARS = 40;

/** The name that the prompt gives, or one that fits the domain, the same for the same seed. */
export function readName(
  text: string,
  context: { domain: Domain | undefined; place: Place | undefined; random: Random },
): string {
  const given = NAMED.map((pattern) => pattern.exec(text)?.[1]?.trim()).find(
    (name) => name !== undefined && name.length >= 2 && name.length <= MAX_NAME_CHARS,
  );
  if (given) return /^[a-z]/.test(given) ? capitalize(given) : given;
  return context.random.pick(context.domain?.brands ?? GENERAL_BRANDS);
}

const QUOTED = `["“«]\\s*([^"”»]{2,40}?)\\s*["”»]`;
const CAPITALIZED = `([\\p{Lu}\\p{Lo}][\\p{L}\\p{N}&.'-]*(?:\\s+(?:[\\p{Lu}][\\p{L}\\p{N}&.'-]*|&|of|de|du|la))*)`;
const CALLING = `(?:called|named|titled|entitled|nommée?|appelée?|intitulée?|baptisée?|whose name is|the name is|dont le nom est)`;

const NAMED: readonly RegExp[] = [
  new RegExp(`${CALLING}\\s*:?\\s*${QUOTED}`, 'iu'),
  new RegExp(`${CALLING}\\s*['’]([^'’]{2,40})['’]`, 'iu'),
  // The name itself must be capitalised, so this one minds the case.
  new RegExp(`${CALLING}\\s*:?\\s*${CAPITALIZED}`, 'u'),
  new RegExp(
    `(?:app|site|website|shop|store|blog|platform|application|brand|company|boutique|restaurant)\\s+${QUOTED}`,
    'iu',
  ),
  new RegExp(`(?:app|site|website|platform|application)\\s+${CALLING}\\s+([\\p{L}\\p{N}]+)`, 'iu'),
  new RegExp(`^\\s*${QUOTED}`, 'u'),
];
