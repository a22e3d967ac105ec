import fc from 'fast-check';
import { agentsWithoutPods, interfacesNotRead, interfacesRead } from './interfaceCoverage';
import { labelReplacesIn, replaceLabel, selectorsIn } from '../../../testing/promql/parts';

const block = labelReplacesIn(interfacesNotRead()).find(({ to }) => to === 'block');
const blockOf = (ip: string) => block && replaceLabel({ pod_ip: ip }, block).block;
/** The /28 prefix of an address. */
const prefixOf = (ip: string) => {
  const numbers = ip.split('.').map(Number);
  return [...numbers.slice(0, 3), Math.floor((numbers[3] ?? NaN) / 16)].join('.');
};

describe('blocks of addresses', () => {
  it('are equal for two addresses of one prefix of the VPC CNI, and for no others', () => {
    const close = fc
      .tuple(fc.constantFrom('10.0.1', '10.0.11', '10.1.1', '100.64.0'), fc.nat(255))
      .map(([net, last]) => `${net}.${last}`);
    fc.assert(
      fc.property(fc.oneof(close, fc.ipV4()), close, (a, b) => {
        expect(blockOf(a) === blockOf(b)).toBe(prefixOf(a) === prefixOf(b));
      }),
      { numRuns: 500 }
    );
  });

  it('are sixteen for each /24, so that no address is in none', () => {
    const all = Array.from({ length: 256 }, (_, last) => blockOf(`10.0.1.${last}`));
    expect(all).not.toContain(undefined);
    expect(new Set(all).size).toBe(16);
  });
});

describe('interfaces that are not read', () => {
  it('are known from pods with an IPv4 address of their own that run, and not from those with a branch interface', () => {
    const selectors = selectorsIn(interfacesNotRead({ clusterLabel: 'cluster' }));
    const of = (name: string) => selectors.filter(({ metric }) => metric === name);
    expect(of('kube_pod_info')).toHaveLength(1);
    const passes = (label: string, value: string) =>
      (of('kube_pod_info')[0]?.matchers ?? [])
        .filter((matcher) => matcher.label === label)
        .every(({ operator, value: wanted }) =>
          operator === '=~' ? new RegExp(`^(?:${wanted})$`).test(value) : (operator === '=') === (value === wanted)
        );
    expect(['10.0.1.5', '', '2600:1f13::5'].map((ip) => passes('pod_ip', ip))).toEqual([true, false, false]);
    expect(['true', 'false', ''].map((value) => passes('host_network', value))).toEqual([false, true, true]);
    expect(['n1', ''].map((value) => passes('node', value))).toEqual([true, false]);
    expect(of('kube_pod_status_phase')[0]?.matchers).toEqual([{ label: 'phase', operator: '=', value: 'Running' }]);
    expect(of('kube_pod_container_resource_requests')).toHaveLength(1);
  });

  it('are counted once for each allowance series, however many targets expose them', () => {
    expect(selectorsIn(interfacesRead()).map(({ metric }) => metric)).toEqual(['bw_in_allowance_exceeded']);
    expect(interfacesRead({ clusterLabel: 'c' })).toMatch(/^count by \(c, node\) \(group by \(c, node, eni\)/);
  });
});

describe('agents without pods', () => {
  it('have reported for five minutes, so that one that has just started is not meant', () => {
    for (const source of ['kube-state-metrics', 'by-change'] as const) {
      const exposed = selectorsIn(agentsWithoutPods(source)).filter(
        ({ metric }) => metric === 'bw_in_allowance_exceeded'
      );
      expect(exposed.map(({ offset }) => offset)).toEqual([undefined, '5m']);
      const ofPods = selectorsIn(agentsWithoutPods(source)).filter(({ metric }) => metric === 'ingress_bytes');
      expect(ofPods.map(({ window }) => window)).toEqual(['5m']);
    }
  });

  it('are known by their own node with kube-state-metrics, and by their whole cluster without it', () => {
    const read = (source: 'kube-state-metrics' | 'by-change') =>
      selectorsIn(agentsWithoutPods(source)).some(({ metric }) => metric?.startsWith('kube_'));
    expect(read('kube-state-metrics')).toBe(true);
    expect(read('by-change')).toBe(false);
    expect(agentsWithoutPods('by-change', { clusterLabel: 'c' })).toContain('unless on (c) last_over_time');
    expect(agentsWithoutPods('by-change')).toContain('unless on () last_over_time');
  });
});
