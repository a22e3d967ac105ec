import { clusterFacts } from '../kubernetes/clusterFacts';
import { namedNetworks } from '../flow/namedNetworks';
import { bytesOf, timeoutsOf } from '../flow/flow';
import { deniedConnections, deniedPairs, servicesByAddress } from './deniedConnections';
import { type DeniedPackets } from './policyLog';

const pod = (namespace: string, name: string, ip: string, node: string) => ({
  ...{ namespace, pod: name, pod_ip: ip, node, host_network: 'false' },
});
const owner = (namespace: string, name: string, workload: string) => ({
  ...{ namespace, pod: name, owner_kind: 'StatefulSet', owner_name: workload },
});
const cluster = clusterFacts({
  pods: [
    pod('shop', 'web-0', '10.0.1.5', 'n1'),
    pod('shop', 'web-1', '10.0.2.5', 'n2'),
    pod('shop', 'db-0', '10.0.2.6', 'n2'),
    // An address that two pods had one after the other.
    pod('shop', 'old-0', '10.0.1.7', 'n1'),
    pod('shop', 'new-0', '10.0.1.7', 'n1'),
  ],
  podOwners: [owner('shop', 'web-0', 'web'), owner('shop', 'web-1', 'web'), owner('shop', 'db-0', 'db')],
  replicaSetOwners: [],
  jobOwners: [],
  nodes: [
    { node: 'n1', internal_ip: '10.0.1.1', provider_id: 'aws:///us-east-1a/i-1' },
    { node: 'n2', internal_ip: '10.0.2.1', provider_id: 'aws:///us-east-1b/i-2' },
  ],
});
const lookup = { cluster, networks: namedNetworks([{ cidr: '192.0.2.0/24', name: 'Partner' }]) };
const serviceAt = servicesByAddress([
  { namespace: 'shop', service: 'db', cluster_ip: '172.20.0.9' },
  { namespace: 'shop', service: 'one', cluster_ip: '172.20.0.8' },
  { namespace: 'shop', service: 'other', cluster_ip: '172.20.0.8' },
]);

const denied = (over: Partial<DeniedPackets> = {}): DeniedPackets => ({
  ...{ node: 'n1', sourceIp: '10.0.1.5', destinationIp: '10.0.2.6', port: 5432, protocol: 'TCP', tier: 'DEFAULT' },
  ...{ packets: 6, attempts: 2, firstMs: 1_000, lastMs: 2_000 },
  ...over,
});
const named = (over: Partial<DeniedPackets>) => {
  const [pair] = deniedPairs(deniedConnections([denied(over)], lookup, serviceAt));
  return [pair?.client, pair?.server];
};

describe('a denied connection', () => {
  it('carried nothing, and each of its packets timed out', () => {
    const [connection] = deniedConnections([denied()], lookup, serviceAt);
    expect(connection && [bytesOf(connection.flow), timeoutsOf(connection.flow)]).toEqual([0, 6]);
    expect(connection).toMatchObject({
      ...{ protocol: 'TCP', tier: 'DEFAULT', attempts: 2 },
      flow: {
        client: { namespace: 'shop', pod: 'web-0', node: 'n1', zoneName: 'us-east-1a' },
        server: { namespace: 'shop', pod: 'db-0', node: 'n2' },
        ...{ port: 5432, category: 'INTER_AZ' },
        verdict: { state: 'denied', reason: 'Denied: the policy agent dropped 6 TCP packets (tier DEFAULT).' },
      },
    });
  });

  it.each<[string, Partial<DeniedPackets>, [string, string]]>([
    ['pods, at the node of the client', {}, ['shop/web', 'shop/db']],
    ['pods, at the node of the server', { node: 'n2' }, ['shop/web', 'shop/db']],
    ['a Service by its ClusterIP', { destinationIp: '172.20.0.9' }, ['shop/web', 'shop/db']],
    ['an address that two Services had', { destinationIp: '172.20.0.8' }, ['shop/web', '172.20.0.8']],
    ['a pod that is gone', { sourceIp: '10.0.1.99' }, ['10.0.1.99', 'shop/db']],
    ['an address that two pods had', { sourceIp: '10.0.1.7' }, ['10.0.1.7', 'shop/db']],
    ['a node', { node: 'n2', sourceIp: '10.0.1.1' }, ['n1', 'shop/db']],
    ['a client outside', { node: 'n2', sourceIp: '192.0.2.7' }, ['Partner', 'shop/db']],
    ['a destination outside', { destinationIp: '192.0.2.7' }, ['shop/web', 'Partner']],
    ['the internet', { destinationIp: '52.1.1.1' }, ['shop/web', 'Public addresses']],
    ['nothing known', { sourceIp: '10.0.9.1', destinationIp: '10.0.9.2' }, ['10.0.9.1', '10.0.9.2']],
  ])('has the name of %s', (_, over, ends) => {
    expect(named(over)).toEqual(ends);
  });

  it('is merged with those of the same workloads, port, protocol, and tier', () => {
    const pairs = deniedPairs(
      deniedConnections(
        [
          denied({ protocol: 'UDP', attempts: 9 }),
          denied(),
          denied({ node: 'n2', sourceIp: '10.0.2.5', packets: 4, attempts: 3, firstMs: 500, lastMs: 1_500 }),
          denied({ tier: 'ADMIN', attempts: 1 }),
        ],
        lookup,
        serviceAt
      )
    );
    expect(pairs.map(({ protocol, tier, attempts, packets }) => [protocol, tier, attempts, packets])).toEqual([
      ['UDP', 'DEFAULT', 9, 6],
      ['TCP', 'DEFAULT', 5, 10],
      ['TCP', 'ADMIN', 1, 6],
    ]);
    expect(pairs[1]).toMatchObject({ firstMs: 500, lastMs: 2_000, serverIp: '10.0.2.6' });
    expect(pairs[1]?.clientIp).toBeUndefined();
    expect(pairs[0]?.clientIp).toBe('10.0.1.5');
  });
});
