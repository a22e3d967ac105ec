import fc from 'fast-check';
import { ALLOWANCES } from './allowances';
import { counterInWindow, counterPerSecond, type CounterQuery } from './nodeExporter';
import { type LabelFilter } from '../matcher';
import { labelReplacesIn, replaceLabel, selectorsIn } from '../../../testing/promql/parts';

const [metric] = ALLOWANCES;
const base: CounterQuery = { metric, groupBy: 'node', window: '5m', nodeName: 'kube-state-metrics' };

/** The names that a query gives to the host of an instance of node_exporter, and to a node of kube-state-metrics. */
function hostsOf(labels: Record<string, string>): Set<string> {
  const replaces = labelReplacesIn(counterPerSecond(base)).filter(({ to }) => to === 'host');
  return new Set(replaces.flatMap((part) => replaceLabel({ ...labels, host: '' }, part).host || []));
}
/** The whole chain of an instance, one after the other. */
function hostOfInstance(instance: string): string | undefined {
  const chain = labelReplacesIn(counterPerSecond(base)).filter(
    ({ to, from }) => to === 'host' && ['instance', 'host'].includes(from)
  );
  return chain.reduce<Record<string, string>>((labels, part) => replaceLabel(labels, part), { instance }).host;
}
const nodeInfo = {
  node: 'ip-10-0-1-5.ec2.internal',
  internal_ip: '10.0.1.5',
  provider_id: 'aws:///us-east-1a/i-0123456789abcdef0',
};

describe('the node of an instance of node_exporter', () => {
  it.each([
    ['10.0.1.5:9100', '10.0.1.5'],
    ['10.0.1.5', '10.0.1.5'],
    ['[2600:1f13::5]:9100', '2600:1f13::5'],
    ['[2600:1f13::5]', '2600:1f13::5'],
    ['2600:1f13:abc::5', '2600:1f13:abc::5'],
    ['ip-10-0-1-5.ec2.internal:9100', 'ip-10-0-1-5'],
    ['ip-10-0-1-5.eu-west-1.compute.internal', 'ip-10-0-1-5'],
    ['i-0123456789abcdef0', 'i-0123456789abcdef0'],
    ['node-a.example.com:9100', 'node-a.example.com'],
  ])('%s is %s', (instance, host) => {
    expect(hostOfInstance(instance)).toBe(host);
  });

  it.each([
    '10.0.1.5:9100',
    'ip-10-0-1-5.ec2.internal:9100',
    'ip-10-0-1-5.us-west-2.compute.internal',
    'ip-10-0-1-5',
    'i-0123456789abcdef0:9100',
    'i-0123456789abcdef0',
  ])('%s is found among the names of its node', (instance) => {
    expect(hostsOf(nodeInfo).has(hostOfInstance(instance) ?? '')).toBe(true);
  });

  it.each(['10.0.1.50:9100', 'ip-10-0-1-55.ec2.internal', 'ip-10-0-1', 'i-0123456789abcdef1', 'ec2.internal', ''])(
    '%s is not taken for another node',
    (instance) => {
      expect(hostsOf(nodeInfo).has(hostOfInstance(instance) ?? 'none')).toBe(false);
    }
  );

  it('is found by any address, and by no other node’s', () => {
    const address = fc.tuple(fc.nat(3), fc.nat(255)).map(([third, last]) => `10.0.${third}.${last}`);
    fc.assert(
      fc.property(address, address, fc.boolean(), (ip, other, isName) => {
        const instance = isName ? `ip-${ip.replaceAll('.', '-')}.ec2.internal:9100` : `${ip}:9100`;
        const node = { node: `ip-${other.replaceAll('.', '-')}.ec2.internal`, internal_ip: other, provider_id: '' };
        expect(hostsOf(node).has(hostOfInstance(instance) ?? '')).toBe(ip === other);
      })
    );
  });
});

describe('filters of counters', () => {
  const filters: LabelFilter[] = [
    { label: 'node', operator: '=', value: 'n1' },
    { label: 'device', operator: '=~', value: 'eth.*' },
    { label: 'cluster', operator: '=', value: 'east' },
  ];

  it.each(['label', 'kube-state-metrics'] as const)(
    'reach series with and without a label "node", by %s',
    (nodeName) => {
      const expression = counterInWindow({ ...base, nodeName, filters, clusterLabel: 'cluster' });
      const counters = selectorsIn(expression).filter(({ metric: name = '' }) => name.startsWith('node_ethtool_'));
      const nodes = counters.map(({ matchers }) => matchers.filter(({ label }) => label === 'node'));
      expect(nodes).toContainEqual([
        { label: 'node', operator: '=', value: 'n1' },
        { label: 'node', operator: '!=', value: '' },
      ]);
      // What has no such label gets one first: a matcher would let nothing through.
      expect(nodes).toContainEqual([{ label: 'node', operator: '=', value: '' }]);
      for (const { matchers } of counters) {
        expect(matchers).toContainEqual({ label: 'device', operator: '=~', value: 'eth.*' });
        expect(matchers).toContainEqual({ label: 'cluster', operator: '=', value: 'east' });
      }
      if (nodeName === 'label') {
        expect(expression).toContain('"match_0", "1", "node", "n1")');
      } else {
        const info = selectorsIn(expression).filter(({ metric: name }) => name === 'kube_node_info');
        expect(
          info.every(({ matchers }) => matchers.some(({ label, value }) => label === 'node' && value === 'n1'))
        ).toBe(true);
      }
    }
  );

  it('count a series once, whichever label it has', () => {
    const marks = selectorsIn(counterPerSecond(base))
      .filter(({ metric: name = '' }) => name.startsWith('node_ethtool_'))
      .map(({ matchers }) => matchers.map(({ label, operator, value }) => `${label}${operator}${value}`).join());
    expect(marks.sort()).toEqual(['node!=', 'node=']);
  });
});
