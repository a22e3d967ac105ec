import { selectorsIn } from '../../testing/promql/parts';
import { syntaxErrors } from '../../testing/syntaxErrors';
import { newestActive } from './activeTime';
import { activeInSeries, ALERT_STEP_SECONDS, alertSelector, searchedWindow } from './alertSeries';

const MINUTE_MS = 60_000;

describe('the query of an alert', () => {
  it('selects its series, with any values of labels', () => {
    const expression = alertSelector({ rule: 'A "b"', labels: { node: 'n\\1"', eni: 'eni-1' } }) ?? '';
    expect(syntaxErrors(expression)).toEqual([]);
    expect(expression).toBe('ALERTS{node="n\\\\1\\"", eni="eni-1", alertname="A \\"b\\""}');
    expect(selectorsIn(expression)).toHaveLength(1);
  });

  it('does not exist without a rule, and with a label that Prometheus does not have', () => {
    expect(alertSelector({ labels: { node: 'n1' } })).toBeUndefined();
    expect(alertSelector({ rule: 'A', labels: { 'a} or up{b': 'x' } })).toBeUndefined();
  });

  it('has fewer points than Prometheus returns', () => {
    const { startMs, endMs } = searchedWindow(0);
    expect((endMs - startMs) / (ALERT_STEP_SECONDS * 1_000)).toBeLessThan(11_000);
  });
});

describe('the series of an alert', () => {
  const series = (alertstate: string, minutes: number[]) => ({
    labels: { alertstate },
    timesMs: minutes.map((minute) => minute * MINUTE_MS),
    values: minutes.map(() => 1),
  });

  it('have its newest time, from the step in which it became pending', () => {
    const times = activeInSeries([series('firing', [5, 6, 21, 22]), series('pending', [19, 20])]);
    expect(newestActive(times)).toEqual({ startMs: 18 * MINUTE_MS, endMs: 22 * MINUTE_MS, hasFired: true });
  });

  it('do not show that a pending alert fired', () => {
    expect(activeInSeries([series('pending', [1])])).toEqual([{ startMs: 0, endMs: MINUTE_MS, hasFired: false }]);
  });
});
