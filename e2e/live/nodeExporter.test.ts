import { type RunningPrometheus } from '../../scripts/demo/startPrometheus';
import { type AgentMetric, agentMetric } from '../../src/core/prometheus/agent/catalog';
import { counterPerSecond, type CounterQuery } from '../../src/core/prometheus/agent/nodeExporter';
import { SERIES_START_MS, type SyntheticSeries, startPrometheusWith } from '../support/syntheticSeries';
import { promInstant } from '../support/promInstant';

const SAMPLES = 21;
const AT_MS = SERIES_START_MS + (SAMPLES - 1) * 30_000;
const METRIC = agentMetric('pps_allowance_exceeded') as AgentMetric;

const always = (value: number) => Array<number>(SAMPLES).fill(value);
/** A counter that increases by this number of packets per second. */
const rising = (perSecond: number) => Array.from({ length: SAMPLES }, (_, index) => index * 30 * perSecond);

const node = (name: string, address: string, providerId: string): SyntheticSeries => ({
  name: 'kube_node_info',
  labels: { node: name, internal_ip: address, provider_id: providerId },
  values: always(1),
});
const exporter = (instance: string, perSecond: number, labels: Record<string, string> = {}): SyntheticSeries => ({
  name: 'node_ethtool_pps_allowance_exceeded',
  labels: { instance, device: 'ens5', ...labels },
  values: rising(perSecond),
});

describe('packets beyond an allowance from node_exporter', () => {
  let prometheus: RunningPrometheus;

  beforeAll(async () => {
    prometheus = await startPrometheusWith([
      node('ip-10-0-1-1.ec2.internal', '10.0.1.1', 'aws:///us-east-1a/i-01'),
      exporter('10.0.1.1:9100', 1),
      node('ip-10-0-1-2.ec2.internal', '2600:1f13:abc:d00::2', 'aws:///us-east-1a/i-02'),
      exporter('[2600:1f13:abc:d00::2]:9100', 2),
      node('ip-10-0-1-3.ec2.internal', '2600:1f13:abc:d00::3', 'aws:///us-east-1a/i-03'),
      exporter('2600:1f13:abc:d00::3', 3),
      node('ip-10-0-1-4.ec2.internal', '10.0.1.4', 'aws:///us-east-1a/i-04de'),
      exporter('i-04de', 4),
      node('ip-10-0-1-5.ec2.internal', '10.0.1.5', 'aws:///us-east-1a/i-05de'),
      exporter('i-05de:9100', 5),
      node('ip-10-0-1-6.ec2.internal', '10.0.1.6', 'aws:///us-east-1a/i-06'),
      exporter('ip-10-0-1-6.ec2.internal', 6),
      node('ip-10-0-1-7.ec2.internal', '10.0.1.7', 'aws:///us-east-1a/i-07'),
      exporter('ip-10-0-1-7:9100', 7),
      // The node is named after its instance, and scraped by the name that EC2 derives from its address.
      node('i-08', '10.0.1.8', 'aws:///us-east-1a/i-08'),
      exporter('ip-10-0-1-8.us-west-2.compute.internal:9100', 8),
      node('worker-9', '10.0.1.9', 'eks-hybrid:///us-west-2/demo/mi-09'),
      exporter('worker-9:9100', 9),
      node('n10', '10.0.1.10', 'aws:///us-east-1a/i-10'),
      exporter('i-10', 10, { node: 'n10' }),
      node('n11', '10.0.1.11', 'aws:///us-east-1a/i-11'),
      exporter('10.0.1.11', 11),
      // Not a node of this cluster.
      exporter('10.9.9.9:9100', 99),
    ]);
  });

  afterAll(() => prometheus.close());

  async function found(query: Pick<CounterQuery, 'nodeName' | 'filters'>): Promise<Record<string, number>> {
    const expression = counterPerSecond({ metric: METRIC, groupBy: 'node', window: '5m', ...query });
    const points = await promInstant(prometheus.url, expression, AT_MS);
    return Object.fromEntries(points.map(({ labels, value }) => [labels.node, Math.round(value)]));
  }

  it('have the names of their nodes, regardless of the form of the instance label', async () => {
    expect(await found({ nodeName: 'kube-state-metrics' })).toEqual({
      'ip-10-0-1-1.ec2.internal': 1,
      'ip-10-0-1-2.ec2.internal': 2,
      'ip-10-0-1-3.ec2.internal': 3,
      'ip-10-0-1-4.ec2.internal': 4,
      'ip-10-0-1-5.ec2.internal': 5,
      'ip-10-0-1-6.ec2.internal': 6,
      'ip-10-0-1-7.ec2.internal': 7,
      'i-08': 8,
      'worker-9': 9,
      n10: 10,
      n11: 11,
    });
  });

  it.each(['kube-state-metrics', 'label'] as const)(
    'include only the nodes that match a filter (%s)',
    async (nodeName) => {
      const filters = [{ label: 'node', operator: '=~', value: 'n10|worker.*' } as const];
      expect(await found({ nodeName, filters })).toEqual({ 'worker-9': 9, n10: 10 });
    }
  );

  it('have the hosts of their instances as names without kube-state-metrics', async () => {
    expect(await found({ nodeName: 'label' })).toEqual({
      '10.0.1.1': 1,
      '2600:1f13:abc:d00::2': 2,
      '2600:1f13:abc:d00::3': 3,
      'i-04de': 4,
      'i-05de': 5,
      'ip-10-0-1-6.ec2.internal': 6,
      'ip-10-0-1-7': 7,
      'ip-10-0-1-8.us-west-2.compute.internal': 8,
      'worker-9': 9,
      n10: 10,
      '10.0.1.11': 11,
      '10.9.9.9': 99,
    });
  });
});
