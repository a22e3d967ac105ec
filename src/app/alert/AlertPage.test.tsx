import { type DataSourceApi, type GrafanaConfig, locationUtil } from '@grafana/data';
import {
  type BackendSrv,
  type DataSourceSrv,
  locationService,
  setBackendSrv,
  setDataSourceSrv,
} from '@grafana/runtime';
import { render, screen, waitFor } from '@testing-library/react';
import React from 'react';
import { of, throwError } from 'rxjs';
import { DATASOURCE_ID } from '../../common/pluginIds';
import { type AlertLink } from '../../core/alert/alertLink';
import { type Points } from '../../core/events/intervals';
import { ANNOTATION_HISTORY, PROBE_LINK, rulesResponse } from '../../testing/grafanaAlerts';
import { readInvestigateState } from '../investigate/investigateState';
import AlertPage from './AlertPage';
import * as messages from './messages';

const mockPublish = jest.fn();

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  // Grafana provides the frame of the page, and its events.
  PluginPage: ({ children }: { children: React.ReactNode }) => children,
  getAppEvents: () => ({ publish: mockPublish }),
}));

const MINUTE_MS = 60_000;
const NOW_MS = Date.UTC(2026, 11, 1, 6);
const RULES = '/api/prometheus/grafana/api/v1/rules';
const HISTORY = '/api/v1/rules/history';
const SEARCH = '/api/search';
const NO_RULES = { status: 'success', data: { groups: [] } };
const DENIED = { status: 403, data: { message: 'You need additional permissions' } };

/** The series of an alert that fired for half an hour, until an hour ago. */
const FIRED: Points = {
  labels: { alertstate: 'firing' },
  timesMs: Array.from({ length: 30 }, (_, minute) => NOW_MS - (90 - minute) * MINUTE_MS),
  values: Array.from({ length: 30 }, () => 1),
};

interface FakeSource {
  uid: string;
  prometheusUid?: string;
  clusterLabel?: string;
  series?: Points[] | Error;
}

/** Sets up a Grafana below a sub path. Other paths are denied. */
function inGrafana(responses: Record<string, unknown>, sources: FakeSource[] = [{ uid: 'flows' }]) {
  locationUtil.initialize({
    config: { appSubUrl: '/grafana' } as unknown as GrafanaConfig,
    getTimeRangeForUrl: () => ({ from: '', to: '' }),
    getVariablesUrlParams: () => ({}),
  });
  const fetch = jest.fn(({ url }: { url: string; showErrorAlert?: boolean }) =>
    url in responses ? of({ data: responses[url] }) : throwError(() => DENIED)
  );
  setBackendSrv({ fetch } as unknown as BackendSrv);
  const alertSeries = jest.fn((_: AlertLink, series: Points[] | Error) =>
    series instanceof Error ? throwError(() => series) : of(series)
  );
  setDataSourceSrv({
    getList: () => sources.map(({ uid }) => ({ uid, name: uid, type: DATASOURCE_ID })),
    get: async (uid: string) => {
      const { prometheusUid, clusterLabel, series = [] } = sources.find((source) => source.uid === uid) ?? { uid };
      const facts = { hasKubeStateMetrics: true, clusterLabel };
      const own = {
        uid,
        name: uid,
        prometheusUid,
        facts,
        alertSeries: (alert: AlertLink) => alertSeries(alert, series),
      };
      return own as unknown as DataSourceApi;
    },
  } as unknown as DataSourceSrv);
  return { fetch, alertSeries };
}

/** Opens the link of an alert, and returns where it leads: the path, and the parameters. */
async function follow({ rule, labels }: AlertLink) {
  const parameters = new URLSearchParams({ ...(rule !== undefined && { rule }), ...labels });
  const replace = jest.spyOn(locationService, 'replace').mockReturnValue(undefined);
  jest.spyOn(locationService, 'getLocation').mockReturnValue({
    ...{ pathname: '/a/eastwest-networkflow-app/alert', search: `?${parameters}`, hash: '' },
    ...{ state: undefined, key: '' },
  });
  render(<AlertPage />);
  await waitFor(() => expect(replace).toHaveBeenCalledTimes(1));
  const { pathname, searchParams } = new URL(String(replace.mock.calls[0]?.[0]), 'https://grafana.example');
  return { pathname, query: Object.fromEntries(searchParams) };
}

const warnings = () => mockPublish.mock.calls.map(([event]) => event.payload);
const isoOf = (timeMs: number) => new Date(timeMs).toISOString();

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(NOW_MS);
});

afterEach(() => {
  jest.restoreAllMocks();
  mockPublish.mockReset();
});

describe('the link of an alert of Grafana', () => {
  it('opens Investigate at its place, and at the time in its history, without querying Prometheus', async () => {
    const grafana = inGrafana({ [RULES]: rulesResponse('Normal'), [HISTORY]: ANNOTATION_HISTORY });
    const { pathname, query } = await follow(PROBE_LINK);
    expect(pathname).toBe('/a/eastwest-networkflow-app/investigate');
    expect(readInvestigateState(query)).toEqual({
      dataSource: 'flows',
      place: { kind: 'interface', node: 'n 1&x=ü+/', eni: 'eni-1' },
      alert: 'Probe alert: 50% & more',
      from: '2026-12-01T04:59:00.000Z',
      to: '2026-12-01T05:11:00.000Z',
    });
    expect(grafana.fetch.mock.calls.map(([{ showErrorAlert }]) => showErrorAlert)).toEqual([false, false]);
    expect(grafana.alertSeries).not.toHaveBeenCalled();
    expect(warnings()).toEqual([]);
  });

  it('uses the time in the rules if the user may not read the history', async () => {
    inGrafana({ [RULES]: rulesResponse('Alerting', isoOf(NOW_MS - 5 * MINUTE_MS)) });
    const { query } = await follow(PROBE_LINK);
    expect(query.from).toBe(isoOf(NOW_MS - 15 * MINUTE_MS - 20_000));
    expect(query.to).toBe(isoOf(NOW_MS));
    expect(warnings()).toEqual([]);
  });

  it('selects the data source whose Prometheus the rule queries', async () => {
    const sources = [
      { uid: 'other', prometheusUid: 'p2' },
      { uid: 'ours', prometheusUid: 'eastwest-prometheus' },
    ];
    inGrafana({ [RULES]: rulesResponse(), [HISTORY]: ANNOTATION_HISTORY }, sources);
    expect((await follow(PROBE_LINK)).query.ds).toBe('ours');
  });
});

describe('the link of an alert of Prometheus', () => {
  const LINK = { rule: 'EastwestAgentSilent', labels: { node: 'n1', eks: 'east' } };
  const FROM = isoOf(NOW_MS - 101 * MINUTE_MS);
  const TO = isoOf(NOW_MS - 81 * MINUTE_MS);

  it('opens Investigate with the data source that has its series, at their time, and with its cluster', async () => {
    const sources = [{ uid: 'other' }, { uid: 'ours', clusterLabel: 'eks', series: [FIRED] }];
    const { alertSeries } = inGrafana({ [RULES]: NO_RULES }, sources);
    const { query } = await follow(LINK);
    expect(query).toEqual({
      ...{ ds: 'ours', cluster: 'east', place: 'node/n1', alert: 'EastwestAgentSilent', from: FROM, to: TO },
    });
    expect(alertSeries.mock.calls.map(([alert]) => alert)).toEqual([LINK, LINK]);
  });

  it('works if the user may not read alert rules', async () => {
    inGrafana({}, [{ uid: 'flows', series: [FIRED] }]);
    expect((await follow(LINK)).query).toMatchObject({ from: FROM, to: TO });
    expect(warnings()).toEqual([]);
  });
});

describe('without the time of the alert', () => {
  const LAST_MINUTES = { from: 'now-30m', to: 'now' };

  it('shows the last 30 minutes, and says why', async () => {
    inGrafana({}, [{ uid: 'flows', series: new Error('No Prometheus') }]);
    expect((await follow(PROBE_LINK)).query).toMatchObject({ ...LAST_MINUTES, alert: PROBE_LINK.rule });
    const why = [
      messages.NOT_IN_ANY_SOURCE,
      messages.rulesUnreadable('You need additional permissions'),
      messages.seriesUnreadable('flows', 'No Prometheus'),
    ];
    expect(warnings()).toEqual([[messages.TIME_UNKNOWN, why.join(' ')]]);
  });

  it('does the same for a link without a rule, which selects a place', async () => {
    const { fetch } = inGrafana({});
    expect((await follow({ labels: { node: 'n1' } })).query).toEqual({
      ds: 'flows',
      place: 'node/n1',
      ...LAST_MINUTES,
    });
    expect(warnings()).toEqual([[messages.TIME_UNKNOWN, messages.NO_RULE]]);
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe('without an Eastwest data source', () => {
  const WHEN = { from: '2026-12-01T04:59:00.000Z', to: '2026-12-01T05:11:00.000Z' };
  const responses = { [RULES]: rulesResponse('Normal'), [HISTORY]: ANNOTATION_HISTORY };

  it('opens Network overview of the core set at the time and the node of the alert', async () => {
    inGrafana({ ...responses, [SEARCH]: [{ uid: 'eastwest-core-network-overview' }] }, []);
    expect(await follow(PROBE_LINK)).toEqual({
      pathname: '/d/eastwest-core-network-overview',
      query: { ...WHEN, 'var-node': PROBE_LINK.labels.node },
    });
  });

  it.each([[{ [SEARCH]: [] }], [{}]])("opens the app's dashboard if there is no other: %j", async (search) => {
    inGrafana({ ...responses, ...search }, []);
    expect((await follow(PROBE_LINK)).pathname).toBe('/d/eastwest-network-overview');
  });

  it('selects the cluster, and the namespace of the sender', async () => {
    inGrafana({ [RULES]: NO_RULES, [SEARCH]: [] }, []);
    const pair = { local_namespace: 'shop', local_workload: 'ui', remote_namespace: 'db', remote_workload: 'orders' };
    const { query } = await follow({ rule: 'EastwestTimeouts', labels: { ...pair, cluster: 'east' } });
    expect(query).toMatchObject({ 'var-namespace': 'shop', 'var-cluster': 'east' });
  });
});

it('says what it does in the meantime', async () => {
  inGrafana({ [RULES]: NO_RULES });
  const leads = follow(PROBE_LINK);
  expect(screen.getByText(messages.lookingFor(PROBE_LINK.rule))).toBeVisible();
  await leads;
});
