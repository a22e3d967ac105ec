import {
  createDataFrame,
  type DataFrame,
  type DataQueryRequest,
  dateTime,
  FieldType,
  LoadingState,
} from '@grafana/data';
import { of } from 'rxjs';
import { type Flow } from '../../../core/flow/flow';
import { type FlowsQuery, resolveFlowsQuery, type SavedFlowsQuery } from '../../../core/query/flowsQuery';
import { type WireTopContributorsRow } from '../../../flowapi/wire';
import { frameToFlows } from '../../../frames/flowsFrame';
import { refusal, ScriptedApi } from '../../../testing/scriptedApi';
import { ClusterNames } from '../../context/clusterNames';
import { type FlowDataSourceOptions } from '../../settings/options';
import { type PrometheusQuery } from '../../prometheus/prometheusQuery';
import { type QueryContext } from '../../context/queryContext';
import { answerFlows } from './answerFlows';
import { ApiFlows } from './apiFlows';
import { ClusterMonitors } from './clusterMonitors';

const HOUR_MS = 3_600_000;

const mockPrometheus = {
  name: 'Prometheus',
  getRef: () => ({ uid: 'p' }),
  query: (request: DataQueryRequest<PrometheusQuery>) =>
    of({ data: request.targets.map(answerTo), state: LoadingState.Done }),
};
// An observable in place of the promise: the script's time has no other steps.
jest.mock('@grafana/runtime', () => ({ getDataSourceSrv: () => ({ get: () => of(mockPrometheus) }) }));

type Series = Record<string, string>;

const pod = (cluster: string, namespace: string, name: string, ip: string, node: string): Series => ({
  ...{ cluster, namespace, pod: name, pod_ip: ip, node, host_network: 'false' },
});
const node = (cluster: string, name: string, instance: string): Series => ({
  ...{ cluster, node: name, internal_ip: '10.0.0.1', provider_id: `aws:///us-east-1a/${instance}` },
});
/** One Prometheus for two clusters whose VPCs have the same addresses. */
const SERIES: Record<string, Series[]> = {
  kube_pod_info: [
    pod('east', 'shop', 'web-0', '10.0.1.11', 'node-e'),
    pod('west', 'ml', 'other-0', '10.0.1.11', 'node-w'),
    pod('west', 'ml', 'trainer-0', '10.0.9.9', 'node-w'),
  ],
  kube_node_info: [node('east', 'node-e', 'i-e'), node('west', 'node-w', 'i-w')],
};
const FLOWS = ['east', 'west'].map((cluster) => ({
  ...{ k8s_cluster: cluster, instance_id: `i-${cluster.charAt(0)}`, local_port: '0', remote_port: '80' },
  ...{ local_address: '10.0.1.11', remote_address: '10.0.9.9' },
}));

/** What Prometheus answers, as far as these queries go: the series of a metric that a matcher on the cluster passes. */
function answerTo({ refId, expr }: PrometheusQuery): DataFrame {
  const [name] = /kube_pod_info|kube_node_info|nfm_bytes_delivered/.exec(expr) ?? [];
  const [, cluster] = /[{ ,]cluster="([^"]*)"/.exec(expr) ?? [];
  const all = name === 'nfm_bytes_delivered' ? FLOWS : (SERIES[name ?? ''] ?? []);
  const [, labels = ''] = /by \(([^)]*)\)/.exec(expr) ?? [];
  const series = all.filter((one) => cluster === undefined || ('cluster' in one && one.cluster === cluster));
  return createDataFrame({
    refId,
    fields: [
      ...labels.split(', ').map((label) => ({
        name: label,
        type: FieldType.string,
        values: series.map((one) => Object.entries(one).find(([key]) => key === label)?.[1] ?? ''),
      })),
      { name: 'Value', type: FieldType.number, values: series.map(() => 1) },
    ],
  });
}

const ARN = 'arn:aws:eks:us-east-1:123456789012:cluster/';
const LOCAL_RESOURCES: Record<string, Array<{ type: string; identifier: string }>> = {
  'east-monitor': [{ type: 'AWS::EKS::Cluster', identifier: `${ARN}east` }],
  'both-monitor': ['east', 'west'].map((name) => ({ type: 'AWS::EKS::Cluster', identifier: `${ARN}${name}` })),
  'vpc-monitor': [{ type: 'AWS::EC2::VPC', identifier: 'arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1' }],
};

function flowsOf(
  saved: Partial<SavedFlowsQuery>,
  row: WireTopContributorsRow,
  {
    settings = { clusterLabel: 'cluster' },
    monitors = Object.keys(LOCAL_RESOURCES),
  }: { settings?: FlowDataSourceOptions; monitors?: string[] } = {}
): readonly Flow[] {
  const api = new ScriptedApi(({ path }) => {
    const summaryOf = (name: string) => ({ monitorName: name, monitorArn: `arn:${name}`, monitorStatus: 'ACTIVE' });
    if (path === '/monitors') {
      return { monitors: monitors.map(summaryOf) };
    }
    const [, , monitor = '', ...rest] = path.split('/');
    if (rest.length > 0) {
      return { unit: 'Bytes', topContributors: [row] };
    }
    const localResources = LOCAL_RESOURCES[monitor] ?? refusal(403);
    return { ...summaryOf(monitor), localResources, remoteResources: [] };
  });
  const all: FlowDataSourceOptions = { prometheusUid: 'p', flowApiUrl: 'http://gateway', ...settings };
  const names = new ClusterNames(all);
  const { client } = api;
  const context = {
    ...{ client, names, settings: all, monitors: new ClusterMonitors(client), api: new ApiFlows(client, names) },
    prometheus: of(mockPrometheus),
  } as unknown as QueryContext;
  Object.defineProperty(client, 'nowMs', { value: () => HOUR_MS });
  const range = { from: dateTime(0), to: dateTime(HOUR_MS) };
  const request = { range: { ...range, raw: range } } as DataQueryRequest;
  const [last] = api.valuesOf(answerFlows(context, resolved(saved), { request, refId: 'A' })).slice(-1);
  const [frame]: DataFrame[] = last?.data ?? [];
  return frame ? frameToFlows(frame) : [];
}

function resolved(saved: Partial<SavedFlowsQuery>): FlowsQuery {
  const answer = resolveFlowsQuery(
    { version: 2, queryType: 'flows', metrics: ['DATA_TRANSFERRED'], categories: ['INTRA_AZ'], ...saved },
    (text) => text
  );
  if ('problem' in answer) {
    throw new Error(answer.problem);
  }
  return answer.query;
}

const podsOf = (flows: readonly Flow[]) =>
  flows.map(({ client, server }) => [client, server].map(({ namespace, pod: name }) => name && `${namespace}/${name}`));
const row = { localIp: '10.0.1.11', remoteIp: '10.0.9.9', targetPort: 80, value: 7 };

describe('the names of the flows of a monitor', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('are from the cluster of the monitor only', () => {
    expect(podsOf(flowsOf({ monitor: 'east-monitor' }, row))).toEqual([['shop/web-0', undefined]]);
  });

  it.each(['both-monitor', 'vpc-monitor', 'unreadable-monitor'])(
    'are those of the cluster of each agent where the monitor is not of one cluster alone: %s',
    (monitor) => {
      expect(podsOf(flowsOf({ monitor }, { ...row, localInstanceId: 'i-e' }))).toEqual([['shop/web-0', undefined]]);
      expect(podsOf(flowsOf({ monitor }, { ...row, localInstanceId: 'i-w' }))).toEqual([
        ['ml/other-0', 'ml/trainer-0'],
      ]);
      expect(podsOf(flowsOf({ monitor }, row))).toEqual([[undefined, undefined]]);
      expect(podsOf(flowsOf({ monitor }, { ...row, localInstanceId: 'i-unknown' }))).toEqual([[undefined, undefined]]);
    }
  );

  it('are from the cluster of the query, or of each agent if a monitor of the cluster covers others, too', () => {
    const ofWest = { ...row, localInstanceId: 'i-w' };
    const podsIn = (monitors: string[], ...over: WireTopContributorsRow[]) =>
      over.map((one) => podsOf(flowsOf({ cluster: 'east' }, one, { monitors })).flat());
    expect(podsIn(['east-monitor'], row)).toEqual([['shop/web-0', undefined]]);
    expect(podsIn(['east-monitor', 'both-monitor'], ofWest)).toEqual([['ml/other-0', 'ml/trainer-0']]);
  });

  it("are from the remote end's own cluster if its instance is known", () => {
    const across = { ...row, localInstanceId: 'i-e', remoteInstanceId: 'i-w' };
    expect(podsOf(flowsOf({ monitor: 'vpc-monitor' }, across))).toEqual([['shop/web-0', 'ml/trainer-0']]);
    // 10.0.1.11 is a pod of the east cluster, but not on this instance.
    const elsewhere = { ...across, remoteIp: '10.0.1.11' };
    expect(podsOf(flowsOf({ monitor: 'east-monitor' }, elsewhere))).toEqual([['shop/web-0', undefined]]);
  });

  it('are from all series without a cluster label', () => {
    expect(podsOf(flowsOf({ monitor: 'unreadable-monitor' }, row, { settings: {} }))).toEqual([
      [undefined, 'ml/trainer-0'],
    ]);
  });

  it('are from the cluster in the series of each agent', () => {
    expect(podsOf(flowsOf({ source: 'series' }, row)).sort()).toEqual([
      ['ml/other-0', 'ml/trainer-0'],
      ['shop/web-0', undefined],
    ]);
  });
});
