import fc from 'fast-check';
import { ANNOTATION_HISTORY, LOKI_HISTORY, PROBE_LABELS } from '../../testing/grafanaAlerts';
import { newestActive } from './activeTime';
import { readStateHistory } from './stateHistory';

const NOW_MS = Date.UTC(2026, 11, 1, 6);
const read = (response: unknown, labels: Record<string, string> = PROBE_LABELS) =>
  readStateHistory(response, labels, NOW_MS);
const PENDING_MS = Date.UTC(2026, 11, 1, 5, 9, 0);
const FIRING_MS = Date.UTC(2026, 11, 1, 5, 9, 20);
const RESOLVED_MS = Date.UTC(2026, 11, 1, 5, 10, 0);

describe.each([
  ['annotations', ANNOTATION_HISTORY],
  ['Loki', LOKI_HISTORY],
])('the state history in %s', (_, history) => {
  it('has the times at which the alert was pending and firing', () => {
    expect(read(history)).toEqual([
      { startMs: PENDING_MS, endMs: FIRING_MS, hasFired: false },
      { startMs: FIRING_MS, endMs: RESOLVED_MS, hasFired: true },
    ]);
    expect(newestActive(read(history))).toEqual({ startMs: PENDING_MS, endMs: RESOLVED_MS, hasFired: true });
  });

  it('does not have the times of other alerts of the rule', () => {
    expect(read(history, { node: 'n 1' })).toEqual([]);
    expect(read(history, { node: PROBE_LABELS.node, zone: 'a' })).toEqual([]);
    expect(read(history, {})).toHaveLength(2);
  });
});

describe('the state history', () => {
  const rows = (...values: unknown[][]) => ({ ...ANNOTATION_HISTORY, data: { values } });

  it('has an alert without an end until now', () => {
    const fired = rows([FIRING_MS], ['T {node=n1} - A=1.000000'], ['Normal'], ['Alerting (Error)'], ['']);
    expect(read(fired, { node: 'n1' })).toEqual([{ startMs: FIRING_MS, endMs: NOW_MS, hasFired: true }]);
  });

  it('keeps the alerts of a rule apart', () => {
    const texts = ['T {node=n1} - A=0.000000', 'T {node=n2} - A=1.000000', 'T {node=n1} - A=1.000000'];
    const history = rows([3_000, 2_000, 1_000], texts, ['', '', ''], ['Normal', 'Alerting', 'Alerting'], ['', '', '']);
    expect(read(history, { node: 'n1' })).toEqual([{ startMs: 1_000, endMs: 3_000, hasFired: true }]);
    expect(read(history, { node: 'n2' })).toEqual([{ startMs: 2_000, endMs: NOW_MS, hasFired: true }]);
  });

  it('matches whole labels only', () => {
    const text = 'T {exported_node=n1, node=n10} - A=1.000000';
    expect(read(rows([FIRING_MS], [text], [''], ['Alerting'], ['']), { node: 'n1' })).toEqual([]);
  });

  it('can be any JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), (response) => expect(read(response)).toEqual([])));
    const cells = fc.array(fc.array(fc.jsonValue()), { maxLength: 5 });
    fc.assert(fc.property(cells, (values) => expect(() => read(rows(...values))).not.toThrow()));
  });
});
