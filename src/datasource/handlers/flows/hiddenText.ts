import { formattedValueToString, getValueFormat } from '@grafana/data';
import { type HiddenAtMost } from '../../../core/flow/hiddenFlows';
import { FLOW_METRIC_LABELS, FLOW_METRICS, type FlowMetricName } from '../../../core/flow/metric';

/** The maximum values of hidden flows, by metric over all categories: "2.1 MB of data transferred and 12 retransmissions". */
export function hiddenText(bounds: readonly HiddenAtMost[]): string {
  const texts = FLOW_METRICS.flatMap((metric) => {
    const values = bounds.filter((bound) => bound.metric === metric).map(({ most }) => most);
    return values.length === 0 ? [] : [textOf(metric, Math.max(...values))];
  });
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(texts);
}

function textOf(metric: FlowMetricName, value: number): string {
  const label = FLOW_METRIC_LABELS[metric].toLowerCase();
  switch (metric) {
    case 'DATA_TRANSFERRED':
      return `${formatted('decbytes', value)} of ${label}`;
    case 'ROUND_TRIP_TIME':
      return `a ${label} of ${formatted('µs', value)}`;
    case 'RETRANSMISSIONS':
    case 'TIMEOUTS':
      return `${formatted('short', value)} ${label}`;
  }
}

function formatted(unit: string, value: number): string {
  return formattedValueToString(getValueFormat(unit)(value));
}
