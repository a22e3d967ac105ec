import { type DataSourceInstanceSettings, rangeUtil } from '@grafana/data';
import { type IntervalSetting } from '../../core/health/agents';

/** What Grafana takes where nobody set a Prometheus data source's scrape interval. */
const DEFAULT_SECONDS = 15;

/** The scrape interval in a Prometheus data source's settings; undefined where it cannot be read. */
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

/** As Grafana reads it: a number alone is seconds. */
function secondsIn(text: string): number | undefined {
  try {
    const seconds = rangeUtil.intervalToSeconds(/^\d+$/.test(text) ? `${text}s` : text);
    return seconds > 0 ? seconds : undefined;
  } catch {
    return undefined;
  }
}
