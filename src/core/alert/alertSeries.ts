import { intervalsOf, type Points } from '../events/intervals';
import { selector } from '../prometheus/selector';
import { type TimeWindow } from '../time';
import { type ActiveTime } from './activeTime';
import { type AlertLink } from './alertLink';

/** The step of the range query. A week of it is less than the 11,000 points that Prometheus returns for a series. */
export const ALERT_STEP_SECONDS = 60;

const STEP_MS = ALERT_STEP_SECONDS * 1_000;

/** How long ago an alert can be: people read an alert of Friday on Monday. */
const SEARCHED_MS = 7 * 24 * 3_600_000;

/** The time in which an alert is searched for. */
export function searchedWindow(nowMs: number): TimeWindow {
  return { startMs: nowMs - SEARCHED_MS, endMs: nowMs };
}

const LABEL_NAME = /^[a-zA-Z_]\w*$/;

/**
 * PromQL for the series that Prometheus, Mimir, and vmalert write about an alert while it is pending or firing. Undefined
 * without the name of a rule, and with a label that a Prometheus alert cannot have.
 */
export function alertSelector({ rule, labels }: AlertLink): string | undefined {
  const entries = Object.entries(labels);
  if (rule === undefined || !entries.every(([name]) => LABEL_NAME.test(name))) {
    return undefined;
  }
  const matchers = Object.entries({ ...labels, alertname: rule });
  return selector(
    'ALERTS',
    matchers.map(([label, value]) => ({ label, operator: '=', value }))
  );
}

/** When the alerts of such series were active. */
export function activeInSeries(series: readonly Points[]): ActiveTime[] {
  return series.flatMap((points) => {
    const hasFired = points.labels.alertstate === 'firing';
    return intervalsOf(points, { stepMs: STEP_MS, mostGapMs: STEP_MS }).map(({ startMs, endMs }) => ({
      startMs,
      endMs,
      hasFired,
    }));
  });
}
