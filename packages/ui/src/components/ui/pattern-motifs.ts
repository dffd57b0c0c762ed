import { between, type Random } from './pattern-random.ts';

/** A filled or stroked outline; `ink` is its place in the palette, 0 being the ground. */
interface Shape {
  d: string;
  ink: number;
  /** Width of the stroke; without it the outline is filled. */
  stroke?: number;
}

export const ART_WIDTH = 400;
export const ART_HEIGHT = 300;
const INKS = 3;

/** Imigongo's forms and the land's: each fills the whole picture. */
export const MOTIFS: readonly [Motif, ...Motif[]] = [
  chevrons,
  diamonds,
  sawteeth,
  hills,
  basket,
  steps,
];
type Motif = (random: Random) => Shape[];

/** Zigzag bands, thick and thin, from top to bottom. */
function chevrons(random: Random): Shape[] {
  const period = [50, 80, 100, 200][between(random, 0, 3)] ?? 80;
  const rise = period * (0.45 + random() * 0.25);
  const shapes: Shape[] = [];
  let ink = between(random, 1, INKS);
  for (let y = -rise; y < ART_HEIGHT + rise;) {
    const band = [14, 22, 34][between(random, 0, 2)] ?? 22;
    shapes.push({ d: zigzagBand(y, band, period, rise), ink });
    ink = (ink % INKS) + 1;
    y += band + (random() < 0.5 ? 6 : 16);
  }
  return shapes;
}

function zigzagBand(y: number, band: number, period: number, rise: number): string {
  const steps = Array.from({ length: Math.ceil((2 * ART_WIDTH) / period) + 1 }, (_, index) => ({
    x: (index * period) / 2,
    y: y + (index % 2 === 0 ? rise : 0),
  }));
  const back = [...steps].reverse().map(({ x, y: top }) => `${x} ${round(top + band)}`);
  return `M${steps.map(({ x, y: top }) => `${x} ${round(top)}`).join('L')}L${back.join('L')}Z`;
}

/** A lattice of lozenges inside lozenges. */
function diamonds(random: Random): Shape[] {
  const columns = between(random, 3, 5);
  const width = ART_WIDTH / columns;
  const height = width * (random() < 0.5 ? 1 : 1.5);
  const rings = between(random, 3, 4);
  const shapes: Shape[] = [];
  for (let row = 0; row * height <= 2 * ART_HEIGHT + height; row += 1) {
    for (let column = -1; column <= columns; column += 1) {
      const x = (column + (row % 2 === 0 ? 0.5 : 1)) * width;
      const y = (row * height) / 2;
      for (let ring = 0; ring < rings; ring += 1) {
        const size = 1 - ring / rings;
        shapes.push({
          d: lozenge(x, y, (width / 2) * size, (height / 2) * size),
          ink: ring % 2 === 1 ? 0 : ((row + ring / 2) % INKS) + 1,
        });
      }
    }
  }
  return shapes;
}

function lozenge(x: number, y: number, w: number, h: number): string {
  return `M${round(x)} ${round(y - h)}L${round(x + w)} ${round(y)}L${round(x)} ${round(y + h)}L${round(x - w)} ${round(y)}Z`;
}

/** Rows of triangles, each row between two fine lines. */
function sawteeth(random: Random): Shape[] {
  const rows = between(random, 4, 6);
  const height = ART_HEIGHT / rows;
  const shapes: Shape[] = [];
  for (let row = 0; row < rows; row += 1) {
    const teeth = [5, 8, 10][between(random, 0, 2)] ?? 8;
    const width = ART_WIDTH / teeth;
    const up = random() < 0.5;
    const ink = (row % INKS) + 1;
    const top = row * height;
    for (let tooth = 0; tooth < teeth; tooth += 1) {
      const x = tooth * width;
      const [base, tip] = up ? [top + height - 7, top + 7] : [top + 7, top + height - 7];
      shapes.push({
        d: `M${round(x + 3)} ${round(base)}L${round(x + width - 3)} ${round(base)}L${round(x + width / 2)} ${round(tip)}Z`,
        ink: tooth % 2 === 0 ? ink : (ink % INKS) + 1,
      });
    }
    shapes.push({ d: `M0 ${round(top)}H${ART_WIDTH}`, ink, stroke: 3 });
  }
  return shapes;
}

/** Ridge behind ridge under a sun. */
function hills(random: Random): Shape[] {
  const ridges = between(random, 4, 5);
  const sunX = between(random, 90, 310);
  const sunY = between(random, 70, 120);
  const radius = between(random, 34, 52);
  const sun = `M${sunX - radius} ${sunY}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;
  const shapes: Shape[] = [{ d: sun, ink: 2 }];
  for (let ridge = 0; ridge < ridges; ridge += 1) {
    const base = 140 + (ridge * 150) / ridges;
    shapes.push({ d: ridgeLine(random, base, 50 - ridge * 6), ink: (ridge % 2) + 2 });
    shapes.push({ d: ridgeLine(random, base + 18, 40 - ridge * 6), ink: 1 });
  }
  shapes.push({ d: ridgeLine(random, 276, 18), ink: 3 });
  return shapes;
}

function ridgeLine(random: Random, base: number, swing: number): string {
  const knots = 4;
  const stride = ART_WIDTH / knots;
  const heights = Array.from({ length: knots + 1 }, () => base - random() * swing);
  const curves = heights.slice(1).map((height, index) => {
    const x = index * stride;
    const before = heights[index] ?? height;
    return `C${round(x + stride / 2)} ${round(before)} ${round(x + stride / 2)} ${round(height)} ${round(x + stride)} ${round(height)}`;
  });
  return `M0 ${round(heights[0] ?? base)}${curves.join('')}V${ART_HEIGHT}H0Z`;
}

/** The lid of an agaseke basket seen from above: rings of rays about a centre. */
function basket(random: Random): Shape[] {
  const x = between(random, 150, 250);
  const y = between(random, 110, 190);
  const rays = [16, 20, 24, 32][between(random, 0, 3)] ?? 20;
  const rings = between(random, 4, 5);
  const shapes: Shape[] = [];
  for (let ring = rings; ring >= 1; ring -= 1) {
    const outer = (ring / rings) * 290;
    const inner = outer - 290 / rings + 5;
    const turn = ring % 2 === 0 ? 0 : Math.PI / rays;
    for (let ray = 0; ray < rays; ray += 1) {
      const angle = (ray / rays) * 2 * Math.PI + turn;
      const half = Math.PI / rays;
      shapes.push({
        d: `M${polar(x, y, inner, angle)}L${polar(x, y, outer, angle - half)}L${polar(x, y, outer, angle + half)}Z`,
        ink: ((ring + (ray % 2)) % INKS) + 1,
      });
    }
  }
  return shapes;
}

function polar(x: number, y: number, radius: number, angle: number): string {
  return `${round(x + Math.cos(angle) * radius)} ${round(y + Math.sin(angle) * radius)}`;
}

/** Stepped spirals, side by side. */
function steps(random: Random): Shape[] {
  const columns = between(random, 2, 4);
  const size = ART_WIDTH / columns;
  const rows = Math.ceil(ART_HEIGHT / size);
  const turns = columns === 2 ? 5 : 4;
  const width = size / (turns * 4);
  const shapes: Shape[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const mirror = (row + column) % 2 === 0 ? 1 : -1;
      const left = (column + 0.5) * size;
      const top = (row + 0.5) * size;
      shapes.push({
        d: squareSpiral(left, top, size * 0.42, turns, mirror),
        ink: ((row + column) % INKS) + 1,
        stroke: width,
      });
    }
  }
  return shapes;
}

function squareSpiral(x: number, y: number, reach: number, turns: number, mirror: number): string {
  const stride = reach / turns;
  const corners = Array.from({ length: turns * 4 }, (_, index) => {
    const r = reach - Math.floor(index / 4) * stride - (index % 4 === 3 ? stride : 0);
    const r2 = reach - Math.floor(index / 4) * stride;
    const corner = [
      [-r2, -r2],
      [r2, -r2],
      [r2, r2],
      [-r, r2],
    ][index % 4] ?? [0, 0];
    return `${round(x + (corner[0] ?? 0) * mirror)} ${round(y + (corner[1] ?? 0))}`;
  });
  return `M${corners.join('L')}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
