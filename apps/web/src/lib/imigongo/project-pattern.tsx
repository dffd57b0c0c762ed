import { Imigongo, type ImigongoProps } from './imigongo.tsx';
import { MOTIFS, seedOf } from './pattern.ts';

/** Earths and dyes of the walls: cream, ink, ochre, and one colour that leads. */
const PALETTES: readonly ImigongoProps['tones'][] = [
  ['#14664f', '#f3ead9', '#201c16', '#f3ead9'],
  ['#a4431f', '#f3ead9', '#201c16', '#e9d7b8'],
  ['#201c16', '#f3ead9', '#14664f', '#e8a127'],
  ['#e8a127', '#201c16', '#f3ead9', '#a4431f'],
  ['#2f4b6e', '#f3ead9', '#201c16', '#d9c7a6'],
  ['#6d2b3a', '#f0e0cf', '#201c16', '#c98b3c'],
];

/** The cover of a project: a wall of its own, drawn from its id. */
export function ProjectPattern({ id, className }: { id: string; className?: string }) {
  const seed = seedOf(id);
  const motif = MOTIFS[seed % MOTIFS.length] ?? 'diamonds';
  const tones = PALETTES[(seed >>> 4) % PALETTES.length];
  // Stairs are fine work already: fewer of them, in fewer bands.
  const isFine = motif === 'steps';
  const rows = isFine ? 2 : 2 + ((seed >>> 8) % 2);
  return tones ? (
    <Imigongo
      className={className}
      motif={motif}
      columns={Math.ceil(rows * 1.8)}
      rows={rows}
      bands={isFine ? 3 : 3 + ((seed >>> 12) % 2)}
      tones={tones}
    />
  ) : null;
}
