import fc from 'fast-check';
import { PROBE_LINK, rulesResponse } from '../../testing/grafanaAlerts';
import { readRules } from './grafanaRules';

const NOW_MS = Date.UTC(2026, 11, 1, 5, 27, 40);
const FIRING_MS = Date.UTC(2026, 11, 1, 5, 27, 0);
const read = (response: unknown, link = PROBE_LINK) => readRules(response, link, NOW_MS);

describe("Grafana's rules", () => {
  it('have the time of a firing alert, which was pending before for as long as the rule waits', () => {
    expect(read(rulesResponse())).toEqual({
      uids: ['probe-alert'],
      dataSourceUids: ['eastwest-prometheus'],
      active: [{ startMs: FIRING_MS - 20_000, endMs: NOW_MS, hasFired: true }],
    });
  });

  it('have the time of a pending alert, which begins when it became pending', () => {
    expect(read(rulesResponse('Pending')).active).toEqual([{ startMs: FIRING_MS, endMs: NOW_MS, hasFired: false }]);
  });

  it.each(['Alerting (Error)', 'Recovering', 'Error', 'NoData'])(
    'have the time of an alert in the state %s',
    (state) => {
      expect(read(rulesResponse(state)).active).toMatchObject([{ endMs: NOW_MS, hasFired: true }]);
    }
  );

  it.each(['Normal', 'Normal (NoData)', 'Normal (MissingSeries)'])(
    'have no time of an alert in the state %s',
    (state) => {
      expect(read(rulesResponse(state))).toMatchObject({ uids: ['probe-alert'], active: [] });
    }
  );

  it('have no time of other alerts and other rules', () => {
    expect(read(rulesResponse(), { ...PROBE_LINK, labels: { eni: 'eni-2', node: 'n1' } }).active).toEqual([]);
    expect(read(rulesResponse(), { ...PROBE_LINK, rule: 'Probe alert' })).toMatchObject({ uids: [], active: [] });
  });

  it('can be any JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), (response) => expect(read(response).active).toEqual([])));
  });
});
