export interface ChartPoint {
  x: number;
  y: number;
}

/** Straight segments through the points, as SVG path data. */
export function linearPath(points: readonly ChartPoint[]): string {
  return points
    .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${fixed(x)} ${fixed(y)}`)
    .join('');
}

/** A smooth curve through the points that never rises or falls between them further than they do. */
export function monotonePath(points: readonly ChartPoint[]): string {
  if (points.length < 3) return linearPath(points);
  const slopes = tangents(points);
  return points
    .map((point, index) => {
      const before = points[index - 1];
      if (!before) return `M${fixed(point.x)} ${fixed(point.y)}`;
      const third = (point.x - before.x) / 3;
      const leave = before.y + (slopes[index - 1] ?? 0) * third;
      const arrive = point.y - (slopes[index] ?? 0) * third;
      return `C${fixed(before.x + third)} ${fixed(leave)} ${fixed(point.x - third)} ${fixed(arrive)} ${fixed(point.x)} ${fixed(point.y)}`;
    })
    .join('');
}

/** Slopes at each point, flat at turning points and limited (Fritsch and Carlson) elsewhere. */
function tangents(points: readonly ChartPoint[]): number[] {
  const secants = points.slice(1).map((point, index) => {
    const before = points[index] ?? point;
    return (point.y - before.y) / (point.x - before.x || 1);
  });
  return points.map((_, index) => {
    const before = secants[index - 1];
    const after = secants[index];
    if (before === undefined) return after ?? 0;
    if (after === undefined) return before;
    if (before * after <= 0) return 0;
    const mean = (before + after) / 2;
    const limit = 3 * Math.min(Math.abs(before), Math.abs(after));
    return Math.sign(mean) * Math.min(Math.abs(mean), limit);
  });
}

function fixed(value: number): number {
  return Math.round(value * 100) / 100;
}
