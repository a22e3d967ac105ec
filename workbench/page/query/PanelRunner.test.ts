import {
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  LoadingState,
  type PanelData,
  toDataFrame,
} from '@grafana/data';
import { type DataSourceSrv } from '@grafana/runtime';
import { type Observable, Observable as Rx, Subject } from 'rxjs';
import { resolveDashboard } from '../model/dashboard';
import { type SavedPanel } from '../model/savedDashboard';
import { DashboardSession } from '../session/DashboardSession';
import { readSearch } from '../url/search';
import { createTemplateSrv } from '../templating/templateSrv';
import { createPanelRunners } from './panelRunners';

interface Run {
  request: DataQueryRequest;
  answers: Subject<DataQueryResponse>;
  stopped: boolean;
}

/** A data source that records each request and responds when the test decides. */
class ScriptedDataSource {
  readonly uid = 'flows';
  readonly type = 'acme-test-datasource';
  readonly runs: Run[] = [];

  query(request: DataQueryRequest): Observable<DataQueryResponse> {
    return new Rx((subscriber) => {
      const run: Run = { request, answers: new Subject(), stopped: false };
      this.runs.push(run);
      run.answers.subscribe(subscriber);
      return () => {
        run.stopped = true;
      };
    });
  }
}

const frame = (value: number) => toDataFrame({ refId: 'A', fields: [{ name: 'v', values: [value] }] });
const tick = () => new Promise((resolve) => setTimeout(resolve, 0));

function open(panels: SavedPanel[]) {
  const source = new ScriptedDataSource();
  // Only `get` is called; the scripted data source has everything that a runner uses.
  const dataSourceSrv = { get: async () => source as unknown as DataSourceApi } as unknown as DataSourceSrv;
  const dashboard = resolveDashboard({ uid: 'd', title: 'D', time: { from: 'now-1h', to: 'now' }, panels });
  const session = new DashboardSession(dashboard, dataSourceSrv, readSearch(''));
  const runners = createPanelRunners(session, { dataSourceSrv, templateSrv: createTemplateSrv(() => session) });
  session.apply(readSearch(''));
  const listen = (id: number) => {
    const seen: PanelData[] = [];
    runners.get(id)?.width.next(600);
    const subscription = runners.get(id)?.data.subscribe((data) => seen.push(data));
    return { seen, stop: () => subscription?.unsubscribe() };
  };
  return { source, session, listen };
}

const flows: SavedPanel = { id: 1, type: 'x', datasource: { uid: 'flows' }, targets: [{ refId: 'A' }] };
const copy = (id: number): SavedPanel => ({
  id,
  type: 'x',
  datasource: { uid: '-- Dashboard --' },
  targets: [{ refId: 'A', ...{ panelId: 1 } }],
});

it("sends range, interval and width, with the data source's own reference in the target", async () => {
  const { source, listen } = open([flows]);
  listen(1);
  await tick();
  expect(source.runs).toHaveLength(1);
  expect(source.runs[0]?.request).toMatchObject({
    app: 'dashboard',
    panelId: 1,
    dashboardUID: 'd',
    maxDataPoints: 600,
    intervalMs: 5000,
    interval: '5s',
    scopedVars: { __interval: { value: '5s' }, __interval_ms: { value: 5000 } },
    targets: [{ refId: 'A', datasource: { uid: 'flows', type: 'acme-test-datasource' } }],
  });
});

it('stops the previous run when it queries again, and keeps its data while loading', async () => {
  const { source, session, listen } = open([flows]);
  const { seen } = listen(1);
  await tick();
  source.runs[0]?.answers.next({ key: 'k', data: [frame(1)], state: LoadingState.Done });
  session.refresh();
  await tick();
  expect(source.runs.map(({ stopped }) => stopped)).toEqual([true, false]);
  source.runs[1]?.answers.next({ key: 'k', data: [], state: LoadingState.Loading });
  expect(seen.at(-1)).toMatchObject({ state: LoadingState.Loading, series: [{ refId: 'A' }] });
});

it('stops when there are no more subscribers', async () => {
  const { source, listen } = open([flows]);
  const { stop } = listen(1);
  await tick();
  stop();
  expect(source.runs[0]?.stopped).toBe(true);
});

it('shares one run among a panel and those that reuse its result', async () => {
  const { source, session, listen } = open([flows, copy(2), copy(3)]);
  const all = [listen(1), listen(2), listen(3)];
  await tick();
  expect(source.runs).toHaveLength(1);
  source.runs[0]?.answers.next({ data: [frame(7)], state: LoadingState.Done });
  expect(all.map(({ seen }) => seen.at(-1)?.series[0]?.fields[0]?.values)).toEqual([[7], [7], [7]]);
  session.refresh();
  await tick();
  expect(source.runs).toHaveLength(2);
  all[0]?.stop();
  all[1]?.stop();
  expect(source.runs[1]?.stopped).toBe(false);
  all[2]?.stop();
  expect(source.runs[1]?.stopped).toBe(true);
});

it('reports a source panel that does not exist', async () => {
  const { listen } = open([copy(2)]);
  const { seen } = listen(2);
  await tick();
  expect(seen.at(-1)?.error?.message).toContain('does not exist');
});
