import { factsByCluster } from './severalClusters';

const pod = (cluster: string, name: string, ip: string, node: string) => ({
  ...{ cluster, namespace: 'shop', pod: name, pod_ip: ip, node, host_network: 'false' },
});
const node = (cluster: string, name: string, ip: string, instance: string) => ({
  ...{ cluster, node: name, internal_ip: ip, provider_id: `aws:///us-east-1a/${instance}` },
});
const nothing = { podOwners: [], replicaSetOwners: [], jobOwners: [] };
const facts = factsByCluster(
  {
    ...nothing,
    pods: [
      pod('east', 'web-0', '10.0.1.11', 'node-e'),
      pod('west', 'other-0', '10.0.1.11', 'node-w'),
      pod('west', 'trainer-0', '10.0.9.9', 'node-w'),
    ],
    nodes: [node('east', 'node-e', '10.0.0.1', 'i-e'), node('west', 'node-w', '10.0.0.1', 'i-w')],
  },
  'cluster'
);

describe('facts of several clusters', () => {
  it('have no pod for an address, even if only one cluster has it', () => {
    expect([facts.podAt('10.0.1.11'), facts.podAt('10.0.9.9'), facts.nodeAt('10.0.0.1')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(facts.pod('shop', 'trainer-0')).toBeUndefined();
  });

  it('are those of the cluster with the name or with the instance', () => {
    const podIn = (cluster: { name?: string; instanceId?: string }) =>
      facts.ofCluster?.(cluster)?.podAt('10.0.1.11')?.pod;
    expect(podIn({ name: 'east' })).toBe('web-0');
    expect(podIn({ instanceId: 'i-w' })).toBe('other-0');
    expect(podIn({ name: 'unknown', instanceId: 'i-w' })).toBe('other-0');
    expect(podIn({ name: 'east', instanceId: 'i-w' })).toBe('web-0');
    expect(facts.ofCluster?.({ name: 'unknown', instanceId: 'i-unknown' })).toBeUndefined();
    expect(facts.ofCluster?.({})).toBeUndefined();
  });

  it('include the nodes of all clusters by their instance', () => {
    expect(facts.nodeOfInstance('i-w')).toEqual({ name: 'node-w', zoneName: 'us-east-1a' });
  });

  it('are those of the only cluster if no series has the cluster label', () => {
    const only = factsByCluster({ ...nothing, pods: [pod('', 'web-0', '10.0.1.11', 'node-e')], nodes: [] }, 'cluster');
    expect(only.podAt('10.0.1.11')?.pod).toBe('web-0');
    expect(only.ofCluster).toBeUndefined();
  });
});
