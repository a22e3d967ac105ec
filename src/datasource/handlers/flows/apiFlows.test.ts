import { rowLimitReached } from '../../messages';
import { bytesOf } from '../../../core/flow/flow';
import { type FlowSnapshot } from '../../../core/flow/flowSnapshot';
import { type WindowPlan } from '../../../core/query/planWindow';
import { type WireTopContributorsRow } from '../../../flowapi/wire';
import { refusal, type Script, ScriptedApi } from '../../../testing/scriptedApi';
import { ClusterNames } from '../../context/clusterNames';
import { ApiFlows, type ApiFlowsRequest } from './apiFlows';

const HOUR = 3_600_000;
const window = { startMs: 0, endMs: HOUR };
const plan: WindowPlan = { window, parts: [window] };
const request: ApiFlowsRequest = {
  monitorNames: ['one'],
  metrics: ['DATA_TRANSFERRED'],
  categories: ['INTRA_AZ'],
  optionalCategories: [],
  limit: 500,
};

function row(over: Partial<WireTopContributorsRow> = {}): WireTopContributorsRow {
  const kubernetesMetadata = {
    localPodName: 'ui-1',
    localPodNamespace: 'shop',
    remotePodName: 'db-1',
    remotePodNamespace: 'shop',
  };
  return { localIp: '10.0.1.5', remoteIp: '10.0.2.7', targetPort: 80, value: 100, kubernetesMetadata, ...over };
}

/** The growing snapshots of a request. The API returns rows by the name of the monitor. */
function snapshotsOf(
  rows: (monitor: string) => WireTopContributorsRow[],
  over: Partial<ApiFlowsRequest> = {},
  at = plan
) {
  const script: Script = ({ path }) => ({ topContributors: rows(path.split('/')[2] ?? '') });
  const start: Script = ({ path }) => (path.includes('/gone/') ? refusal(404) : { queryId: 'query-1' });
  const api = new ScriptedApi(script, start);
  const flows = new ApiFlows(api.client, new ClusterNames({}));
  const snapshots = api.valuesOf(flows.snapshotsOf({ ...request, ...over }, at));
  return { api, flows, snapshots, last: snapshots.at(-1) };
}

const totalOf = (snapshot: FlowSnapshot | undefined) =>
  snapshot?.flows.reduce((sum, flow) => sum + (bytesOf(flow) ?? 0), 0);
const textsOf = (snapshot: FlowSnapshot | undefined) => snapshot?.notices.map(({ text }) => text).join(' ');

describe('ApiFlows', () => {
  it('merges the flows of several monitors, and counts flows of two monitors once', () => {
    const own = (monitor: string) => row({ remoteIp: `10.0.9.${monitor.length}`, value: 7, kubernetesMetadata: {} });
    const { last } = snapshotsOf((monitor) => [row(), own(monitor)], { monitorNames: ['one', 'three'] });
    expect(last?.isWhole).toBe(true);
    expect(totalOf(last)).toBe(100 + 7 + 7);
  });

  it('returns the flows of the other monitors if one does not exist, with a notice that names it', () => {
    const { last } = snapshotsOf(() => [row()], { monitorNames: ['one', 'gone'] });
    expect(last?.isWhole).toBe(true);
    expect(totalOf(last)).toBe(100);
    expect(textsOf(last)).toMatch(/Monitor "gone": not found in the flow API/);
  });

  it('errors if no monitor exists', () => {
    expect(() => snapshotsOf(() => [row()], { monitorNames: ['gone'] })).toThrow(/Monitor "gone"/);
  });

  it('adds up the hours of a longer range, with a notice about omitted hours', () => {
    const earlier = { startMs: -HOUR, endMs: 0 };
    const long = { window: { startMs: -HOUR, endMs: HOUR }, parts: [window, earlier], notice: 'Only two hours.' };
    const { last } = snapshotsOf(() => [row()], {}, long);
    expect(totalOf(last)).toBe(200);
    expect(textsOf(last)).toContain('Only two hours.');
  });

  it('reports how many responses the limit cut, their metrics and categories, and that sums can be too low', () => {
    const more = { metrics: ['DATA_TRANSFERRED', 'TIMEOUTS'], categories: ['INTRA_AZ', 'INTER_AZ'] } as const;
    const { last } = snapshotsOf(() => [row()], { ...more, limit: 1 });
    const what = 'data transferred ("Same zone", "Cross-zone"); retransmission timeouts ("Same zone", "Cross-zone")';
    const maximum = '100 B of data transferred and 200 retransmission timeouts';
    const text = rowLimitReached({ cut: 4, answered: 4, limit: 1, what, maximum });
    expect(last?.notices).toEqual([{ severity: 'info', text }]);
    expect(text).toBe(
      `4 of 4 responses reached the limit of 1 rows: ${what}. Values beyond the top 1 are not included, so missing values ` +
        `are not zero and sums can be too low. Each flow that is not included has at most ${maximum}.`
    );
  });

  it('counts the cut responses of all hours, and has no notice if none is cut', () => {
    const earlier = { startMs: -HOUR, endMs: 0 };
    const long = { window: { startMs: -HOUR, endMs: HOUR }, parts: [window, earlier] };
    const { last } = snapshotsOf(() => [row()], { limit: 1 }, long);
    expect(textsOf(last)).toMatch(/^2 of 2 responses reached the limit .* in 2 time windows\./);
    expect(snapshotsOf(() => [row()], { limit: 2 }, long).last?.notices).toEqual([]);
  });

  it.each([
    ['0 bytes if all flows with bytes are known', 500, 0],
    ['unknown bytes if only the largest flows are known', 1, undefined],
  ])('returns a flow with losses only with %s', (_, limit, bytes) => {
    const start: Script = ({ body }) => ({ queryId: JSON.stringify(body) });
    const script: Script = ({ path }) => ({
      topContributors: [path.includes('DATA_TRANSFERRED') ? row({ remoteIp: '10.0.9.9' }) : row({ value: 40 })],
    });
    const api = new ScriptedApi(script, start);
    const flows = new ApiFlows(api.client, new ClusterNames({}));
    const lossesAndBytes = { ...request, metrics: ['DATA_TRANSFERRED' as const, 'TIMEOUTS' as const], limit };
    const last = api.valuesOf(flows.snapshotsOf(lossesAndBytes, plan)).at(-1);
    const lossy = last?.flows.filter(({ metrics }) => metrics.timeouts.byClient === 40) ?? [];
    expect(lossy.map(bytesOf)).toEqual([bytes]);
  });

  it('repeats only the failed queries at the next refresh', () => {
    let isBroken = true;
    const script: Script = ({ path }) => {
      if (path.includes('/one/') && isBroken) {
        refusal(403, 'no');
      }
      return { topContributors: [row()] };
    };
    const api = new ScriptedApi(script);
    const flows = new ApiFlows(api.client, new ClusterNames({}));
    const both = { ...request, monitorNames: ['one', 'two'] };
    const [first] = api.valuesOf(flows.snapshotsOf(both, plan)).slice(-1);
    expect(textsOf(first)).toMatch(/Monitor "one"|access to the flow API was denied/);
    isBroken = false;
    const before = api.requests.filter(({ method }) => method === 'POST').length;
    const later = { ...plan, notice: 'another refresh' };
    const [second] = api.valuesOf(flows.snapshotsOf(both, later)).slice(-1);
    expect(textsOf(second)).toBe('another refresh');
    expect(api.requests.filter(({ method }) => method === 'POST').length - before).toBe(1);
  });
});
