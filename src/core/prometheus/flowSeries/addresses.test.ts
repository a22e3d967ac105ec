import fc from 'fast-check';
import { canonicalAddress } from '../../flow/canonicalAddress';
import { inKubeStateCluster } from './flowClusters';
import { pairTraffic, type PairQuery } from './pairTraffic';
import { podsByAddress, podsByAddressWithZone } from './podAddresses';
import { bytesAcrossZones, bytesByZones } from './podZones';
import { labelReplacesIn, replaceLabel, selectorsIn } from '../../../testing/promql/parts';

const query: PairQuery = { metric: 'LOSSES', window: '5m' };
const ipv4 = fc.ipV4();

describe('addresses of pods', () => {
  const replace = labelReplacesIn(podsByAddress('client', { window: '5m' }, {})).find(
    ({ to }) => to === 'client_address'
  );
  const addressOf = (ip: string) => replace && replaceLabel({ pod_ip: ip }, replace).client_address;

  it('are those that the graph compares: IPv4 addresses within IPv6 are IPv4 addresses', () => {
    fc.assert(
      fc.property(ipv4, fc.constantFrom('', '::ffff:', '::FFFF:', '0:0:0:0:0:ffff:'), (ip, prefix) => {
        expect(addressOf(prefix + ip)).toBe(ip);
        expect(addressOf(prefix + ip)).toBe(canonicalAddress(prefix + ip));
      })
    );
  });

  it('stay as they are for IPv6', () => {
    expect(['2600:1f13:abc::5', 'fe80::1', '::1', '64:ff9b::a00:30b'].map(addressOf)).toEqual([
      '2600:1f13:abc::5',
      'fe80::1',
      '::1',
      '64:ff9b::a00:30b',
    ]);
  });

  it('are not those of nodes, nor of pods that have none or do not run', () => {
    const selectors = selectorsIn(podsByAddressWithZone('server', { window: '1h', at: ' @ end()' }, {}));
    const [info] = selectors.filter(({ metric }) => metric === 'kube_pod_info');
    expect(info?.matchers).toContainEqual({ label: 'host_network', operator: '!=', value: 'true' });
    expect(info?.matchers).toContainEqual({ label: 'pod_ip', operator: '!=', value: '' });
    const phases = selectors.filter(({ metric }) => metric === 'kube_pod_status_phase');
    expect(phases.length).toBeGreaterThan(0);
    expect(phases.every(({ matchers }) => matchers.some(({ value }) => value === 'Running'))).toBe(true);
    expect(selectors.map(({ isAtEnd }) => isAtEnd)).not.toContain(false);
    expect(selectors.map(({ window }) => window)).toEqual(selectors.map(() => '1h'));
  });
});

describe('the ends of a report', () => {
  const replaces = labelReplacesIn(pairTraffic(query, ['client_name']));
  const [client, server] = (['client', 'server'] as const).map((end) =>
    replaces.find(({ to, from }) => to === `${end}_address` && from === 'ends')
  );
  const ports = replaces.filter(({ to }) => to === 'port');

  function endsOf(localPort: number, local: string, remote: string) {
    const labels = { ends: [localPort, local, remote].join(';') };
    return [client, server].map(
      (part, index) => part && replaceLabel(labels, part)[`${['client', 'server'][index]}_address`]
    );
  }

  it('are the same whichever of both reports, and however an IPv4 address is written', () => {
    const prefix = fc.constantFrom('', '::ffff:');
    fc.assert(
      fc.property(ipv4, ipv4, prefix, prefix, fc.integer({ min: 1, max: 65_535 }), (from, to, a, b, port) => {
        expect(endsOf(0, a + from, b + to)).toEqual([from, to]);
        expect(endsOf(port, a + to, b + from)).toEqual([from, to]);
      })
    );
  });

  it('does the same for IPv6', () => {
    expect(endsOf(0, '2600:1f13::1', '2600:1f13::2')).toEqual(['2600:1f13::1', '2600:1f13::2']);
    expect(endsOf(443, '2600:1f13::2', '2600:1f13::1')).toEqual(['2600:1f13::1', '2600:1f13::2']);
  });

  it('have the port of the server', () => {
    const portOf = (local: string, remote: string) =>
      ports.reduce<Record<string, string>>((labels, part) => replaceLabel(labels, part), {
        local_port: local,
        remote_port: remote,
      }).port;
    expect(portOf('0', '8080')).toBe('8080');
    expect(portOf('8080', '0')).toBe('8080');
  });
});

describe('the cluster of a flow', () => {
  const [replace] = labelReplacesIn(
    inKubeStateCluster('nfm_bytes_delivered', { window: '1h' }, { clusterLabel: 'cluster' })
  ).filter(({ from }) => from === 'of');
  const clusterOf = (single: string, cluster: string, eksCluster: string) =>
    replace && replaceLabel({ of: [single, cluster, eksCluster].join(';') }, replace).cluster;

  it('is the one that it names, by the label of Prometheus before that of the agent', () => {
    expect(clusterOf('', 'prod', 'eks-prod')).toBe('prod');
    expect(clusterOf('', '', 'eks-prod')).toBe('eks-prod');
    expect(clusterOf('', '', '')).toBe('');
  });

  it('is the only one that kube-state-metrics knows, if no flow has the name of that', () => {
    expect(clusterOf('-only', 'prod', 'eks-prod')).toBe('only');
    expect(clusterOf('-only', '', '')).toBe('only');
    // The series of kube-state-metrics do not have the label at all.
    expect(clusterOf('-', 'prod', 'eks-prod')).toBe('');
  });

  it('does not matter without a label for clusters', () => {
    expect(inKubeStateCluster('flows', { window: '1h' }, {})).toBe('flows');
  });
});

describe('filters between workloads', () => {
  const NAME = /^match_\d$/;
  const patternsOf = (filters: PairQuery['filters']) =>
    labelReplacesIn(pairTraffic({ ...query, filters }, ['client_name', 'server_name'])).filter(
      ({ to, from }) => NAME.test(to) && from !== ''
    );

  it('on either end pass if the client or the server matches, and only whole names match', () => {
    const end = fc.constantFrom('shop/ui', 'shop/ui-2', 'data/ui', 'outside the cluster', '');
    const pattern = fc.constantFrom('shop/ui', 'shop/.+', '.*ui', 'data/ui|shop/ui', 'outside.*');
    fc.assert(
      fc.property(end, end, pattern, (client, server, text) => {
        const [part] = patternsOf([{ side: 'either', label: 'name', pattern: text }]);
        expect(part?.from).toBe('either_name');
        const passes = part && replaceLabel({ either_name: `${client};${server}` }, part)[part.to] === '1';
        const matches = (name: string) => new RegExp(`^(?:${text})$`).test(name);
        expect(passes).toBe(matches(client) || matches(server));
      })
    );
  });

  it('on one end read the label of that end', () => {
    const parts = patternsOf([
      { side: 'client', label: 'namespace', pattern: 'shop' },
      { side: 'server', label: 'pod', pattern: 'db-.+' },
    ]);
    expect(parts.map(({ from, pattern }) => [from, pattern])).toEqual([
      ['client_namespace', 'shop'],
      ['server_pod', 'db-.+'],
    ]);
  });
});

describe('series of flows', () => {
  const matchers = [{ label: 'k8s_node', operator: '=', value: 'n"1' }] as const;
  const kubeMatchers = [{ label: 'cluster', operator: '=', value: 'east' }] as const;
  const all = { ...query, matchers, kubeMatchers, clusterLabel: 'cluster' };

  it('are all chosen by the matchers, and those of kube-state-metrics by theirs', () => {
    const expressions = [
      pairTraffic({ ...all, metric: 'DATA_TRANSFERRED', withLosses: true }, ['client_name', 'server_name']),
      pairTraffic({ ...all, metric: 'DATA_TRANSFERRED' }, ['client_name']),
      pairTraffic(all, ['client_name', 'port']),
      bytesByZones(all, ['client_zone']),
      bytesAcrossZones(all, ['client_name']),
    ];
    for (const expression of expressions) {
      const selectors = selectorsIn(expression);
      // Whether a flow names a cluster that kube-state-metrics knows is determined from all flows.
      const ofFlows = selectors.filter(
        ({ metric, matchers: own, window }) =>
          (metric?.startsWith('nfm_') && window === '5m') || own.some(({ label }) => label === '__name__')
      );
      expect(ofFlows.length).toBeGreaterThan(0);
      for (const { matchers: own } of ofFlows) {
        expect(own).toContainEqual(matchers[0]);
      }
      const info = selectors.filter(({ metric, matchers: own }) => metric === 'kube_pod_info' && own.length > 0);
      expect(info.length).toBeGreaterThan(0);
      for (const { matchers: own } of info) {
        expect(own).toContainEqual(kubeMatchers[0]);
      }
    }
  });

  it("are the client's or otherwise the server's bytes, and the losses of both", () => {
    const portsOf = (metric: PairQuery['metric']) =>
      selectorsIn(pairTraffic({ ...query, metric }, ['client_name']))
        .filter(({ metric: name = '' }) => name.startsWith('nfm_'))
        .map(
          ({ metric: name, matchers: own }) => `${name} ${own.map(({ operator, value }) => operator + value).join()}`
        );
    expect(portsOf('DATA_TRANSFERRED').sort()).toEqual([
      'nfm_bytes_delivered !=0',
      'nfm_bytes_delivered =0',
      'nfm_bytes_received !=0',
      'nfm_bytes_received =0',
    ]);
    expect(new Set(portsOf('LOSSES'))).toEqual(
      new Set(['nfm_retrans_syn ', 'nfm_retrans_est ', 'nfm_rtos_syn ', 'nfm_rtos_est '])
    );
  });

  it('name ends over the range of a chart and not over the window of each step', () => {
    const names = { window: '6h', at: ' @ end()' };
    const expression = pairTraffic({ ...query, names }, ['client_name']);
    const ofPods = selectorsIn(expression).filter(({ metric }) => metric?.startsWith('kube_'));
    expect(ofPods.length).toBeGreaterThan(0);
    expect(ofPods.every(({ window, isAtEnd }) => window === '6h' && isAtEnd)).toBe(true);
  });
});
