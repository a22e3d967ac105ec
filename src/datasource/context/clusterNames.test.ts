import { createDataFrame, type DataFrame, type DataQueryRequest, FieldType, LoadingState } from '@grafana/data';
import { of } from 'rxjs';
import { type PrometheusQuery } from '../prometheus/prometheusQuery';
import { ClusterNames, type NamesSnapshot } from './clusterNames';

const SERIES: Record<string, Array<Record<string, string>>> = {
  pods: [{ namespace: 'shop', pod: 'web-0', uid: 'u', pod_ip: '10.0.1.11', node: 'n1', host_network: 'false' }],
  restartedAgents: [{ node: 'n2' }, { node: 'n1' }],
};
const requests: Array<DataQueryRequest<PrometheusQuery>> = [];

const mockPrometheus = {
  name: 'Prometheus',
  getRef: () => ({ uid: 'p' }),
  query: (request: DataQueryRequest<PrometheusQuery>) => {
    requests.push(request);
    const data = request.targets.flatMap(({ refId }) => (SERIES[refId] ?? []).map((labels) => sample(refId, labels)));
    return of({ data, state: LoadingState.Done });
  },
};
// An observable in place of the promise: nothing here takes time.
jest.mock('@grafana/runtime', () => ({ getDataSourceSrv: () => ({ get: () => of(mockPrometheus) }) }));

function sample(refId: string, labels: Record<string, string>): DataFrame {
  const fields = Object.entries(labels).map(([name, value]) => ({ name, type: FieldType.string, values: [value] }));
  return createDataFrame({ refId, fields: [...fields, { name: 'Value', type: FieldType.number, values: [1] }] });
}

describe('ClusterNames', () => {
  it('reports agents that restarted in the range or in the hour before, because their flows lack older connections', () => {
    const emitted: NamesSnapshot[] = [];
    new ClusterNames({ prometheusUid: 'p' })
      .inWindow({ startMs: 0, endMs: 1_800_000 })
      .subscribe((names) => emitted.push(names));
    expect(emitted.map(({ notices }) => notices)).toEqual([
      [
        {
          severity: 'info',
          text: 'The network agents on 2 nodes restarted in this time range or in the hour before it: n1, n2. Flows there lack connections that were open at the restart, until these reconnect. In a comparison, edges that disappeared can be among them.',
        },
      ],
    ]);
    const [request] = requests;
    const { expr } = request?.targets.find(({ refId }) => refId === 'restartedAgents') ?? {};
    expect(expr).toContain('> time() - 5400 <= time()');
  });
});
