import { ChartFrame, type ChartProps } from './chart-frame.tsx';
import { seriesFrom, valueScale, type ChartSeries, type SeriesOf } from './chart-scale.ts';

export interface BarChartProps<Row extends object> extends ChartProps {
  data: readonly Row[];
  series: readonly SeriesOf<Row>[];
  /** Puts the series on top of each other instead of side by side; for values that are not negative. */
  stacked?: boolean;
  /** The column whose texts stand along the horizontal axis. */
  xKey: keyof Row & string;
}

/** Share of each category's width that its bars take. */
const BAND_FILL = 0.62;
const MAX_BAR_PX = 44;

/** Bars by category. Hover it, or focus it and use the arrow keys, to read values. */
export function BarChart<Row extends object>({
  data,
  series,
  stacked = false,
  xKey,
  ...frame
}: BarChartProps<Row>) {
  const groups = seriesFrom(data, series);
  const totals = data.map((_, index) =>
    groups.reduce((sum, { values }) => sum + (values[index] ?? 0), 0),
  );
  const scale = valueScale(stacked ? totals : groups.flatMap(({ values }) => values));
  const band = 100 / Math.max(1, data.length);
  const positions = data.map((_, index) => (index + 0.5) * band);

  return (
    <ChartFrame
      {...frame}
      categories={data.map((row) => String(row[xKey]))}
      positions={positions}
      scale={scale}
      series={groups}
    >
      {(active) =>
        data.map((_, index) => (
          <g key={positions[index]} opacity={active === null || active === index ? 1 : 0.45}>
            {barsOf(index, groups, stacked).map(({ color, from, lane, lanes, label, to }) => {
              const low = scale.toPercent(Math.min(from, to));
              const high = scale.toPercent(Math.max(from, to));
              const width = (band * BAND_FILL) / lanes;
              const x = (positions[index] ?? 0) + (lane - lanes / 2) * width;
              return (
                <svg
                  key={label}
                  x={`${x}%`}
                  y={`${100 - high}%`}
                  width={`${width}%`}
                  height={`${high - low}%`}
                  overflow="visible"
                >
                  <rect
                    x="50%"
                    height="100%"
                    rx="3"
                    fill={color}
                    style={{
                      width: `min(calc(100% - ${lanes > 1 ? 2 : 0}px), ${MAX_BAR_PX}px)`,
                      transform: 'translateX(-50%)',
                      transformBox: 'fill-box',
                    }}
                  />
                </svg>
              );
            })}
          </g>
        ))
      }
    </ChartFrame>
  );
}

interface Bar {
  color: string;
  from: number;
  label: string;
  /** Which of the bars side by side this is. */
  lane: number;
  lanes: number;
  to: number;
}

function barsOf(index: number, groups: readonly ChartSeries[], stacked: boolean): Bar[] {
  let top = 0;
  return groups.map(({ color, label, values }, lane) => {
    const value = values[index] ?? 0;
    if (!stacked) return { color, label, from: 0, to: value, lane, lanes: groups.length };
    const from = top;
    top += value;
    return { color, label, from, to: top, lane: 0, lanes: 1 };
  });
}
