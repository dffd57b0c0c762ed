import { LineChart, type LineChartProps } from './line-chart.tsx';

export type AreaChartProps<Row extends object> = Omit<LineChartProps<Row>, 'area' | 'fromZero'>;

/** A line chart with the space below its lines filled, for amounts. */
export function AreaChart<Row extends object>(props: AreaChartProps<Row>) {
  return <LineChart {...props} area />;
}
