import {
  createDataFrame,
  type DataFrame,
  DataSourceApi,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  FieldType,
  LoadingState,
} from '@grafana/data';
import { type DataSourceSrv, setDataSourceSrv } from '@grafana/runtime';
import { NEVER, type Observable, of, VirtualTimeScheduler } from 'rxjs';
import { prometheusQueryFailed } from '../messages';
import { checkFailed, NO_RESPONSE } from './messages';
import { type Finding } from '../../core/health/finding';
import { FlowApiClient } from '../../flowapi/client';
import { intervalSetting } from './intervalSetting';
import { prometheusChecks } from './prometheusChecks';

/** What an expression has for an answer: rows, an error's message, or none, ever. */
type Answer = (expr: string) => Array<Record<string, string | number>> | string | 'never';

const settingsOf = (over: Partial<DataSourceInstanceSettings> = {}) =>
  ({ uid: 'prom', name: 'Prom', type: 'prometheus', jsonData: {}, ...over }) as DataSourceInstanceSettings;

class FakePrometheus extends DataSourceApi {
  constructor(private readonly answer: Answer) {
    super(settingsOf());
  }

  override query({ targets }: DataQueryRequest): Observable<DataQueryResponse> {
    const answers = targets.map((target) => ({
      refId: target.refId,
      found: this.answer(String(Reflect.get(target, 'expr'))),
    }));
    const refused = answers.find(({ found }) => typeof found === 'string');
    if (refused?.found === 'never') {
      return NEVER;
    }
    return typeof refused?.found === 'string'
      ? of({ data: [], state: LoadingState.Error, errors: [{ message: refused.found }] })
      : of({ data: answers.map(({ refId, found }) => frameOf(refId, Array.isArray(found) ? found : [])) });
  }

  override async testDatasource() {
    return { status: 'success', message: '' };
  }
}

function frameOf(refId: string, rows: Array<Record<string, string | number>>): DataFrame {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const fields = names.map((name) => ({
    name,
    type: typeof rows[0]?.[name] === 'number' ? FieldType.number : FieldType.string,
    values: rows.map((row) => row[name]),
  }));
  return createDataFrame({ refId, fields });
}

interface Setup {
  answer?: Answer;
  settings?: DataSourceInstanceSettings;
  get?: DataSourceSrv['get'];
}

/** Promises are waited for before virtual time passes. */
async function check({ answer = () => [], settings = settingsOf(), get }: Setup, uid = 'prom') {
  const scheduler = new VirtualTimeScheduler();
  const srv: Partial<DataSourceSrv> = {
    getInstanceSettings: (ref) => (ref === settings.uid ? settings : undefined),
    get: get ?? (() => Promise.resolve(new FakePrometheus(answer))),
  };
  setDataSourceSrv(srv as DataSourceSrv);
  const client = new FlowApiClient(() => NEVER, { scheduler, random: () => 0.5 });
  const emissions: Finding[][] = [];
  const facts = { hasKubeStateMetrics: true };
  prometheusChecks({ settings: { prometheusUid: uid }, facts, client }).subscribe((found) => emissions.push(found));
  await Promise.resolve();
  await Promise.resolve();
  scheduler.flush();
  expect(emissions).toHaveLength(1);
  expect(scheduler.now()).toBeLessThanOrEqual(20_000);
  return (emissions[0] ?? []).map(({ part, state, text }) => [part, state, text] as const);
}

it('does not query data sources that are not selected, do not exist or are not compatible', async () => {
  const get = () => Promise.reject(new Error('must not be queried'));
  expect(await check({ get }, '')).toEqual([['Prometheus', 'info', expect.stringMatching(/No Prometheus/)]]);
  expect(await check({ get }, 'old')).toEqual([
    ['Prometheus', 'broken', expect.stringMatching(/"old".*longer exists/)],
  ]);
  expect(await check({ get, settings: settingsOf({ type: 'loki' }) })).toEqual([
    ['Prometheus', 'broken', expect.stringMatching(/"Prom".*"loki"/)],
  ]);
});

it.each<[string, Setup, string]>([
  [
    'rejects them',
    { answer: () => 'dial tcp: connection refused' },
    prometheusQueryFailed('Prom', 'dial tcp: connection refused'),
  ],
  ['does not respond', { answer: () => 'never' }, prometheusQueryFailed('Prom', NO_RESPONSE)],
  [
    'cannot be loaded',
    { get: () => Promise.reject(new Error('no plugin')) },
    prometheusQueryFailed('Prom', 'no plugin'),
  ],
])('returns one finding for all queries if Prometheus %s', async (_, setup, text) => {
  expect(await check(setup)).toEqual([['Prometheus', 'broken', expect.stringContaining(text)]]);
});

it('warns about a query that fails, and returns the findings of the others', async () => {
  const answer: Answer = (expr) => {
    if (expr.includes('nfm_')) {
      return 'query timed out';
    }
    return expr.startsWith('max by (node) (group') ? [{ node: 'a', Value: 1 }] : [];
  };
  const found = await check({ answer });
  expect(found.map(([part, state]) => [part, state])).toEqual([
    ['Prometheus', 'fine'],
    ['Agents', 'fine'],
    ['kube-state-metrics', 'warning'],
    ['Flow series', 'warning'],
  ]);
  expect(found.at(-1)?.[2]).toBe(checkFailed(prometheusQueryFailed('Prom', 'query timed out')));
});

it('distinguishes missing agents from agents that are not scraped', async () => {
  const withAgents =
    (count: number): Answer =>
    (expr) =>
      /^count\(group.*kube_pod/.test(expr) ? [{ Value: expr.includes('amazon-network') ? count : 50 }] : [];
  const agentsOf = async (answer: Answer) => (await check({ answer })).find(([part]) => part === 'Agents')?.[2];
  expect(await agentsOf(() => [])).toMatch(/no metrics of network agents\. Enable/);
  expect(await agentsOf(withAgents(6))).toMatch(/although 6 agent pods are running/);
  expect(await agentsOf((expr) => (expr.includes('amazon-network') ? [] : withAgents(0)(expr)))).toMatch(
    /no agent pods are running\. Install/
  );
});

it.each([
  [undefined, 15, true],
  ['', 15, true],
  ['30s', 30, false],
  ['1m', 60, false],
  ['20', 20, false],
])('reads the scrape interval %j', (timeInterval, seconds, isDefault) => {
  expect(intervalSetting(settingsOf({ jsonData: { timeInterval } as object }))).toEqual({
    dataSource: 'Prom',
    seconds,
    isDefault,
  });
});

it.each(['$interval', 'often', 30])('has no finding about an invalid scrape interval: %j', (timeInterval) => {
  expect(intervalSetting(settingsOf({ jsonData: { timeInterval } as object }))).toBeUndefined();
});
