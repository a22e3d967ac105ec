import { type VizLegendOptions } from '@grafana/schema';

/** The options of the time series panel that the workbench supports. */
export interface TimeSeriesOptions {
  legend: VizLegendOptions & { showLegend: boolean };
  tooltip: { mode: 'single' | 'multi' | 'none'; sort: 'none' | 'asc' | 'desc' };
}

/** The defaults of the field options of Grafana's time series panel. */
export const FIELD_DEFAULTS: Record<string, unknown> = {
  drawStyle: 'line',
  lineInterpolation: 'linear',
  lineWidth: 1,
  lineStyle: undefined,
  fillOpacity: 0,
  fillBelowTo: undefined,
  gradientMode: 'none',
  showPoints: 'auto',
  pointSize: 5,
  spanNulls: false,
  insertNulls: false,
  stacking: { group: 'A', mode: 'none' },
  barAlignment: 0,
  barWidthFactor: 0.6,
  barMaxWidth: undefined,
  transform: undefined,
  axisPlacement: 'auto',
  axisLabel: '',
  axisColorMode: 'text',
  axisBorderShow: false,
  axisCenteredZero: false,
  axisGridShow: undefined,
  axisSoftMin: undefined,
  axisSoftMax: undefined,
  axisWidth: undefined,
  scaleDistribution: { type: 'linear' },
  hideFrom: { tooltip: false, viz: false, legend: false },
  thresholdsStyle: { mode: 'off' },
};
