import { type DataSourceInstanceSettings, rangeUtil } from '@grafana/data';
import { type IntervalSetting } from '../../core/health/agents';

/** Grafana's default for the scrape interval of a Prometheus data source. */
const DEFAULT_SECONDS = 15;

/** The scrape interval in the settings of a Prometheus data source, in seconds. Undefined if it is not a valid interval. */
export function intervalSetting({
  name,
  jsonData,
}: Pick<DataSourceInstanceSettings, 'name' | 'jsonData'>): IntervalSetting | undefined {
  const text: unknown = Reflect.get(jsonData, 'timeInterval');
  if (text === undefined || text === null || text === '') {
    return { dataSource: name, seconds: DEFAULT_SECONDS, isDefault: true };
  }
  const seconds = typeof text === 'string' ? secondsIn(text) : undefined;
  return seconds === undefined ? undefined : { dataSource: name, seconds, isDefault: false };
}

/** An interval in seconds, as Grafana reads it: a number without a unit is in seconds. */
function secondsIn(text: string): number | undefined {
  try {
    const seconds = rangeUtil.intervalToSeconds(/^\d+$/.test(text) ? `${text}s` : text);
    return seconds > 0 ? seconds : undefined;
  } catch {
    return undefined;
  }
}
