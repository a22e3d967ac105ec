import { type DataQueryRequest, dateTime } from '@grafana/data';
import { of } from 'rxjs';
import { resolveFlowsQuery, type SavedFlowsQuery } from '../../../core/query/flowsQuery';
import { frameToFlows } from '../../../frames/flowsFrame';
import { refusal, ScriptedApi } from '../../../testing/scriptedApi';
import { ClusterNames } from '../../context/clusterNames';
import { type FlowDataSourceOptions } from '../../settings/options';
import { type QueryContext } from '../../context/queryContext';
import { answerFlows } from './answerFlows';
import { ApiFlows } from './apiFlows';
import { ClusterMonitors } from './clusterMonitors';

const HOUR_MS = 3_600_000;
const SETTINGS: FlowDataSourceOptions = { flowApiUrl: 'http://gateway' };

/** What the flows query of a new panel answers, and which monitors it queries. */
function answerOf(monitors: Record<string, string> | 'denied', over: Partial<SavedFlowsQuery> = {}) {
  const api = new ScriptedApi(({ path }) => {
    const [, , name = '', ...rest] = path.split('/');
    if (rest.length > 0) {
      return {
        unit: 'Bytes',
        topContributors: [{ localIp: '10.0.1.1', remoteIp: '10.0.1.2', targetPort: 80, value: 7 }],
      };
    }
    if (monitors === 'denied') {
      return refusal(403);
    }
    const summaries = Object.keys(monitors).map((monitor) => summaryOf(monitor));
    return name === ''
      ? { monitors: summaries }
      : { ...summaryOf(name), localResources: [clusterResource(monitors[name] ?? '')], remoteResources: [] };
  });
  const names = new ClusterNames(SETTINGS);
  const { client } = api;
  const context = {
    ...{ client, names, settings: SETTINGS, monitors: new ClusterMonitors(client), api: new ApiFlows(client, names) },
    prometheus: of(undefined),
  } as unknown as QueryContext;
  Object.defineProperty(client, 'nowMs', { value: () => HOUR_MS });
  const range = { from: dateTime(0), to: dateTime(HOUR_MS) };
  const request = { range: { ...range, raw: range } } as DataQueryRequest;
  const resolved = resolveFlowsQuery(
    { version: 2, queryType: 'flows', metrics: ['DATA_TRANSFERRED'], categories: ['INTRA_AZ'], ...over },
    (text) => text
  );
  if ('problem' in resolved) {
    throw new Error(resolved.problem);
  }
  const [last] = api.valuesOf(answerFlows(context, resolved.query, { request, refId: 'A' })).slice(-1);
  const queried = api.requests.filter(({ method }) => method === 'POST').map(({ path }) => path.split('/')[2]);
  return { flows: last?.data.flatMap(frameToFlows).length, error: last?.errors?.[0]?.message, queried };
}

const summaryOf = (name: string) => ({ monitorName: name, monitorArn: `arn:${name}`, monitorStatus: 'ACTIVE' });
const clusterResource = (name: string) => ({
  type: 'AWS::EKS::Cluster',
  identifier: `arn:aws:eks:us-east-1:123456789012:cluster/${name}`,
});

describe('a flows query without a monitor', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('queries the only monitor', () => {
    expect(answerOf({ shop: 'prod' })).toEqual({ flows: 1, error: undefined, queried: ['shop'] });
  });

  it('queries all monitors of the only cluster', () => {
    expect(answerOf({ shop: 'prod', data: 'prod' })).toMatchObject({ error: undefined, queried: ['shop', 'data'] });
  });

  it.each<[Parameters<typeof answerOf>[0], RegExp]>([
    [{ shop: 'prod', test: 'dev' }, /no monitor is selected\. Select a monitor in the query: shop, test\./],
    [{}, /no active monitor\. Create one/],
    ['denied', /no monitor is selected\..*denied/],
  ])('says what to choose, or why there is nothing to choose from: %j', (monitors, error) => {
    for (const source of ['auto', 'api'] as const) {
      expect(answerOf(monitors, { source })).toEqual({
        flows: 0,
        error: expect.stringMatching(error),
        queried: [],
      });
    }
  });
});
