/** A filled shape of a pattern; points are in cells, tones count from 0. */
export interface Shape {
  points: readonly Point[];
  tone: number;
}

type Point = readonly [x: number, y: number];

export const MOTIFS = ['diamonds', 'peaks', 'steps', 'zigzag'] as const;
export type Motif = (typeof MOTIFS)[number];

export interface PatternOptions {
  motif: Motif;
  columns: number;
  rows: number;
  /** How many bands a figure is nested in. */
  bands: number;
}

const TONES = 4;
const STEPS = 4;

/**
 * Lays out a wall in the manner of Imigongo: figures of parallel bands, edge to edge.
 * Figures are drawn whole, those at the rim beyond it: halves that meet would show a seam.
 */
export function imigongoShapes({ motif, columns, rows, bands }: PatternOptions): Shape[] {
  switch (motif) {
    case 'diamonds':
      return lattice(columns, rows, diamond(0.5, 0.5), bands);
    case 'steps':
      return lattice(columns, rows, steppedDiamond(), bands);
    case 'peaks':
      return lattice(columns, Math.ceil(rows / 2), diamond(0.5, 0.5), bands).map((shape) => ({
        ...shape,
        points: shape.points.map(([x, y]): Point => [x, y * 2]),
      }));
    case 'zigzag':
      return zigzag(columns, rows, bands);
  }
}

/** One family of figures in the cells, and the other on the cells' corners. */
function lattice(columns: number, rows: number, figure: readonly Point[], bands: number): Shape[] {
  const shapes: Shape[] = [];
  for (let row = 0; row <= rows; row += 1) {
    for (let column = 0; column <= columns; column += 1) {
      shapes.push(...nested(figure, [column, row], bands, 2));
      if (row < rows && column < columns) {
        shapes.push(...nested(figure, [column + 0.5, row + 0.5], bands, 0));
      }
    }
  }
  return shapes;
}

function zigzag(columns: number, rows: number, bands: number): Shape[] {
  const count = bands * 2;
  // Each row reaches up into the row before it, so the last one comes from below the rim.
  return Array.from({ length: (rows + 1) * count }, (_, index) => {
    const top = index / count;
    const bottom = (index + 1) / count;
    const corners = Array.from({ length: columns * 2 + 1 }, (_, corner) => corner);
    const edge = (y: number) =>
      corners.map((corner): Point => [corner / 2, round(y - (corner % 2) / 2)]);
    return { points: [...edge(top), ...edge(bottom).reverse()], tone: index % TONES };
  });
}

function diamond(halfWidth: number, halfHeight: number): Point[] {
  return [
    [0, -halfHeight],
    [halfWidth, 0],
    [0, halfHeight],
    [-halfWidth, 0],
  ];
}

/** A diamond whose sides are stairs, as in a woven basket; it tiles as the plain one does. */
function steppedDiamond(): Point[] {
  const step = 0.5 / STEPS;
  const quarter = Array.from({ length: STEPS }, (_, index): Point[] => {
    const x = step * (index + 0.5);
    const y = 0.5 - step * (index + 0.5);
    return [
      [x, y + step / 2],
      [x, y - step / 2],
    ];
  }).flat();
  const turn = ([x, y]: Point): Point => [y, -x];
  const quarters = [quarter];
  for (let index = 1; index < 4; index += 1) {
    quarters.push((quarters[index - 1] ?? []).map(turn));
  }
  return quarters.flat();
}

/** A figure within itself around a centre; each band has the next tone. */
function nested(figure: readonly Point[], centre: Point, bands: number, tone: number): Shape[] {
  return Array.from({ length: bands }, (_, index) => {
    const scale = 1 - index / bands;
    return {
      points: figure.map(([x, y]): Point => [
        round(centre[0] + x * scale),
        round(centre[1] + y * scale),
      ]),
      tone: (tone + index) % TONES,
    };
  });
}

/** A number from a name that is the same on every machine (FNV-1a). */
export function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
