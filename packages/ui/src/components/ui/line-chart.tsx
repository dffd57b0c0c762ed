import { useId } from 'react';

import { ChartFrame, type ChartProps } from './chart-frame.tsx';
import { linearPath, monotonePath } from './chart-path.ts';
import { seriesFrom, valueScale, type ChartSeries, type SeriesOf } from './chart-scale.ts';

export interface LineChartProps<Row extends object> extends ChartProps {
  /** Fills the space below each line. */
  area?: boolean;
  curve?: 'smooth' | 'linear';
  data: readonly Row[];
  /** Begins the axis at zero. Default true; false shows small changes of large numbers. */
  fromZero?: boolean;
  series: readonly SeriesOf<Row>[];
  /** The column whose texts stand along the horizontal axis. */
  xKey: keyof Row & string;
}

/** Lines over time or another order. Hover it, or focus it and use the arrow keys, to read values. */
export function LineChart<Row extends object>({
  area = false,
  curve = 'smooth',
  data,
  fromZero = true,
  series,
  xKey,
  ...frame
}: LineChartProps<Row>) {
  const gradientId = useId();
  const lines = seriesFrom(data, series);
  const scale = valueScale(
    lines.flatMap(({ values }) => values),
    { fromZero },
  );
  const positions = data.map((_, index) =>
    data.length > 1 ? (index / (data.length - 1)) * 100 : 50,
  );
  const toPath = curve === 'smooth' ? monotonePath : linearPath;
  const pathOf = ({ values }: ChartSeries) =>
    toPath(
      values.map((value, index) => ({ x: positions[index] ?? 0, y: 100 - scale.toPercent(value) })),
    );

  return (
    <ChartFrame
      {...frame}
      categories={data.map((row) => String(row[xKey]))}
      positions={positions}
      scale={scale}
      series={lines}
    >
      {(active) => (
        <>
          <svg
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
            width="100%"
            height="100%"
            overflow="visible"
          >
            {area &&
              lines.map((line, index) => (
                <AreaFill key={line.label} color={line.color} id={`${gradientId}-${index}`}>
                  {pathOf(line)}
                </AreaFill>
              ))}
            {lines.map((line) => (
              <path
                key={line.label}
                d={pathOf(line)}
                fill="none"
                stroke={line.color}
                strokeWidth="2.25"
                strokeLinecap="round"
                strokeLinejoin="round"
                vectorEffect="non-scaling-stroke"
              />
            ))}
          </svg>
          {active !== null && (
            <ActiveMarks active={active} x={positions[active] ?? 0} lines={lines} scale={scale} />
          )}
        </>
      )}
    </ChartFrame>
  );
}

interface AreaFillProps {
  /** The path of the line above the area. */
  children: string;
  color: string;
  id: string;
}

function AreaFill({ children, color, id }: AreaFillProps) {
  return (
    <>
      <defs>
        <linearGradient id={id} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor={color} stopOpacity="0.28" />
          <stop offset="1" stopColor={color} stopOpacity="0.02" />
        </linearGradient>
      </defs>
      <path d={`${children}L100 100L0 100Z`} fill={`url(#${id})`} />
    </>
  );
}

interface ActiveMarksProps {
  active: number;
  lines: readonly ChartSeries[];
  scale: ReturnType<typeof valueScale>;
  x: number;
}

function ActiveMarks({ active, lines, scale, x }: ActiveMarksProps) {
  return (
    <>
      <line x1={`${x}%`} x2={`${x}%`} y1="0" y2="100%" stroke="var(--border-strong)" />
      {lines.map(({ color, label, values }) => (
        <circle
          key={label}
          cx={`${x}%`}
          cy={`${100 - scale.toPercent(values[active] ?? 0)}%`}
          r="4.5"
          fill={color}
          stroke="var(--card)"
          strokeWidth="2"
        />
      ))}
    </>
  );
}
