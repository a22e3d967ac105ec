import { clusterFacts, type KubeStateSeries } from './clusterFacts';

const series = (over: Partial<KubeStateSeries>): KubeStateSeries => ({
  pods: [],
  podOwners: [],
  replicaSetOwners: [],
  jobOwners: [],
  nodes: [],
  ...over,
});
const pod = (name: string, over: Record<string, string> = {}) => ({
  namespace: 'shop',
  pod: name,
  pod_ip: '10.0.1.5',
  node: 'node-1',
  host_network: 'false',
  ...over,
});
const owner = (kind: string, name: string) => ({ namespace: 'shop', owner_kind: kind, owner_name: name });

describe('clusterFacts', () => {
  it('finds the pod with an address, but none if two pods had it one after the other', () => {
    const facts = clusterFacts(
      series({ pods: [pod('ui-1'), pod('carts-1', { pod_ip: '10.0.1.6' }), pod('orders-1', { pod_ip: '10.0.1.6' })] })
    );
    expect(facts.podAt('10.0.1.5')).toEqual({ namespace: 'shop', pod: 'ui-1', node: 'node-1' });
    expect(facts.podAt('10.0.1.6')).toBeUndefined();
    expect(facts.pod('shop', 'orders-1')?.node).toBe('node-1');
  });

  it('does not mistake a node for a pod on the host network', () => {
    const facts = clusterFacts(
      series({
        pods: [pod('exporter-1', { pod_ip: '10.0.0.1', host_network: 'true' })],
        nodes: [{ node: 'node-1', internal_ip: '10.0.0.1', provider_id: 'aws:///us-east-1a/i-0abc' }],
      })
    );
    expect(facts.podAt('10.0.0.1')).toBeUndefined();
    expect(facts.nodeAt('10.0.0.1')).toEqual({ name: 'node-1', zoneName: 'us-east-1a' });
    expect(facts.nodeOfInstance('i-0abc')).toBe(facts.node('node-1'));
  });

  it('treats an IPv4-mapped IPv6 address as the IPv4 address', () => {
    const facts = clusterFacts(
      series({
        pods: [pod('ui-1', { pod_ip: '::ffff:10.0.1.5' }), pod('carts-1', { pod_ip: '2600:1F13:0::5' })],
        nodes: [{ node: 'node-1', internal_ip: '::ffff:a00:1', provider_id: 'aws:///us-east-1a/i-0abc' }],
      })
    );
    expect([facts.podAt('10.0.1.5')?.pod, facts.podAt('2600:1f13::5')?.pod]).toEqual(['ui-1', 'carts-1']);
    expect(facts.nodeAt('10.0.0.1')?.name).toBe('node-1');
  });

  it('does not find a pod if its node is another instance than that of the address', () => {
    const facts = clusterFacts(
      series({
        pods: [pod('ui-1'), pod('carts-1', { pod_ip: '10.0.1.6', node: 'node-2' })],
        nodes: [
          { node: 'node-1', internal_ip: '10.0.0.1', provider_id: 'aws:///us-east-1a/i-0abc' },
          { node: 'node-2', internal_ip: '10.0.0.2', provider_id: 'kind://docker/kind/kind-worker' },
        ],
      })
    );
    const podsAt = (ip: string) => [undefined, 'i-0abc', 'i-0def'].map((instance) => facts.podAt(ip, instance)?.pod);
    expect(podsAt('10.0.1.5')).toEqual(['ui-1', 'ui-1', undefined]);
    expect(podsAt('10.0.1.6')).toEqual(['carts-1', 'carts-1', 'carts-1']);
  });

  it('finds nothing if two clusters have different facts', () => {
    const facts = clusterFacts(
      series({
        pods: [pod('db-0'), pod('db-0', { pod_ip: '10.0.9.9', node: 'node-9' })],
        podOwners: [
          { pod: 'db-0', ...owner('StatefulSet', 'db') },
          { pod: 'db-0', ...owner('Custom', 'other') },
        ],
        nodes: [
          { node: 'node-1', internal_ip: '10.0.0.1' },
          { node: 'node-9', internal_ip: '10.0.0.1' },
        ],
      })
    );
    expect(facts.pod('shop', 'db-0')).toBeUndefined();
    expect(facts.nodeAt('10.0.0.1')).toBeUndefined();
    expect(facts.workloadOf('shop', 'db-0').confidence).not.toBe('exact');
    expect(facts.podAt('10.0.9.9')?.pod).toBe('db-0');
  });

  it.each([
    ['aws:///us-east-1a/i-0123456789abcdef0', 'us-east-1a', 'i-0123456789abcdef0'],
    ['aws:///us-west-2-lax-1a/i-0123456789abcdef0', 'us-west-2-lax-1a', 'i-0123456789abcdef0'],
    ['aws:///us-east-1a/0f4e8a1b2c-d3e4f5/fargate-ip-10-0-1-2.ec2.internal', 'us-east-1a', undefined],
    ['aws:///us-east-1a/fargate-10.0.1.2', 'us-east-1a', undefined],
    ['aws:////i-0123456789abcdef0', undefined, 'i-0123456789abcdef0'],
    ['i-0123456789abcdef0', undefined, 'i-0123456789abcdef0'],
    ['aws:///i-0123456789abcdef0', undefined, 'i-0123456789abcdef0'],
    // Of a hybrid node the first part is the cluster's Region.
    ['eks-hybrid:///us-west-2/my-cluster/mi-0123456789abcdef0', undefined, undefined],
    ['kind://docker/kind/kind-worker', undefined, undefined],
    ['gce://my-project/us-central1-a/worker-1', undefined, undefined],
    ['', undefined, undefined],
  ])('reads the zone and the instance of the provider ID "%s" as %s and %s', (providerId, zoneName, instanceId) => {
    const facts = clusterFacts(series({ nodes: [{ node: 'node-1', provider_id: providerId }] }));
    expect(facts.node('node-1')).toEqual({ name: 'node-1', ...(zoneName && { zoneName }) });
    expect(facts.nodeOfInstance(instanceId ?? 'i-0123456789abcdef0')?.name).toBe(instanceId && 'node-1');
  });

  it.each<[string, Partial<KubeStateSeries>, string, string]>([
    [
      'a Deployment through its ReplicaSet, for any names',
      {
        podOwners: [{ pod: 'web-0', ...owner('ReplicaSet', 'rs-a') }],
        replicaSetOwners: [{ replicaset: 'rs-a', ...owner('Deployment', 'website') }],
      },
      'Deployment',
      'website',
    ],
    [
      'a CronJob through its Job',
      {
        podOwners: [{ pod: 'web-0', ...owner('Job', 'nightly-1') }],
        jobOwners: [{ job_name: 'nightly-1', ...owner('CronJob', 'nightly') }],
      },
      'CronJob',
      'nightly',
    ],
    [
      'a DaemonSet, which names alone do not identify',
      { podOwners: [{ pod: 'web-0', ...owner('DaemonSet', 'web') }] },
      'DaemonSet',
      'web',
    ],
    [
      'a ReplicaSet without an owner',
      {
        podOwners: [{ pod: 'web-0', ...owner('ReplicaSet', 'web') }],
        replicaSetOwners: [{ replicaset: 'web', ...owner('<none>', '<none>') }],
      },
      'ReplicaSet',
      'web',
    ],
    [
      'a controller that is not part of Kubernetes',
      {
        podOwners: [{ pod: 'web-0', ...owner('ReplicaSet', 'web-1') }],
        replicaSetOwners: [{ replicaset: 'web-1', ...owner('Rollout', 'web') }],
      },
      'Custom',
      'web',
    ],
    [
      'a controller whose kind is a member of every object',
      { podOwners: [{ pod: 'web-0', ...owner('constructor', 'web') }] },
      'Custom',
      'web',
    ],
  ])('finds %s', (_, owners, kind, name) => {
    expect(clusterFacts(series(owners)).workloadOf('shop', 'web-0')).toEqual({ kind, name, confidence: 'exact' });
  });

  it('uses the name of the pod if Kubernetes reports no owner, with a confidence', () => {
    const facts = clusterFacts(series({}));
    expect(facts.workloadOf('shop', 'web-0')).toEqual({ kind: 'StatefulSet', name: 'web', confidence: 'likely' });
  });

  it('finds the name of a static pod, whose owner is its node', () => {
    const owners = { podOwners: [{ pod: 'etcd-node-1', ...owner('Node', 'node-1') }] };
    expect(clusterFacts(series(owners)).workloadOf('shop', 'etcd-node-1')).toMatchObject({
      kind: 'Node',
      name: 'etcd',
    });
  });
});
