import fc from 'fast-check';
import { clusterFacts, type KubeStateSeries, type Labels, noClusterFacts } from './clusterFacts';
import { factsByCluster } from './severalClusters';

const name = fc.constantFrom('a', 'b', 'c');
const ip = fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3', '::ffff:10.0.0.1');
const pod = fc
  .record({
    namespace: fc.constantFrom('shop', 'data'),
    pod: name,
    pod_ip: ip,
    node: name,
    host_network: fc.constantFrom('true', 'false'),
  })
  .map((labels): Labels => labels);
const node = fc
  .record({
    node: name,
    internal_ip: ip,
    provider_id: fc.constantFrom('aws:///us-east-1a/i-1', 'aws:///us-east-1b/i-2', ''),
  })
  .map((labels): Labels => labels);
const NONE: KubeStateSeries = { pods: [], podOwners: [], replicaSetOwners: [], jobOwners: [], nodes: [] };
const series = fc.record({ pods: fc.array(pod, { maxLength: 6 }), nodes: fc.array(node, { maxLength: 4 }) });
const ipv4 = (text = '') => text.replace('::ffff:', '');

describe('what Kubernetes knows', () => {
  it('names a pod at an address exactly if only one pod of its own network had it', () => {
    fc.assert(
      fc.property(series, ({ pods, nodes }) => {
        const facts = clusterFacts({ ...NONE, pods, nodes });
        for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) {
          const there = pods.filter((one) => ipv4(one.pod_ip) === address && one.host_network !== 'true');
          const names = new Set(there.map((one) => `${one.namespace}/${one.pod}`));
          const found = facts.podAt(address);
          expect(found && `${found.namespace}/${found.pod}`).toBe(names.size === 1 ? [...names][0] : undefined);
        }
      }),
      { numRuns: 300 }
    );
  });

  it('does not depend on the order and number of series, such as those of several replicas', () => {
    fc.assert(
      fc.property(series, ({ pods, nodes }) => {
        const once = clusterFacts({ ...NONE, pods, nodes });
        const twice = clusterFacts({
          ...NONE,
          pods: [...pods, ...[...pods].reverse()],
          nodes: [...[...nodes].reverse(), ...nodes],
        });
        for (const text of ['a', 'b', 'c']) {
          expect(twice.node(text)).toEqual(once.node(text));
          expect(twice.pod('shop', text)).toEqual(once.pod('shop', text));
        }
        for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) {
          expect(twice.nodeAt(address)).toEqual(once.nodeAt(address));
          // Which of the nodes a pod was on first can differ, the pod cannot.
          expect(twice.podAt(address)?.pod).toBe(once.podAt(address)?.pod);
        }
      })
    );
  });

  it('names no node by an address or instance that two nodes have', () => {
    fc.assert(
      fc.property(series, ({ nodes }) => {
        const facts = clusterFacts({ ...NONE, nodes });
        for (const instance of ['i-1', 'i-2']) {
          const names = new Set(nodes.filter((one) => one.provider_id?.endsWith(instance)).map((one) => one.node));
          expect(facts.nodeOfInstance(instance)?.name).toBe(names.size === 1 ? [...names][0] : undefined);
        }
      })
    );
  });

  it('is nothing where nothing is known, and workloads come from names', () => {
    const facts = noClusterFacts();
    expect([facts.podAt('10.0.0.1'), facts.node('a'), facts.nodeAt('10.0.0.1'), facts.nodeOfInstance('i-1')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(facts.workloadOf('shop', 'web-0')).toMatchObject({ kind: 'StatefulSet', name: 'web' });
  });
});

describe('what Kubernetes knows of several clusters', () => {
  const inCluster = (cluster: string, labels: Labels) => ({ ...labels, cluster });

  it('is for each cluster what it would be alone', () => {
    fc.assert(
      fc.property(series, series, (east, west) => {
        fc.pre(east.nodes.length > 0 && west.nodes.length > 0);
        const both = factsByCluster(
          {
            ...NONE,
            pods: [
              ...east.pods.map((one) => inCluster('east', one)),
              ...west.pods.map((one) => inCluster('west', one)),
            ],
            nodes: [
              ...east.nodes.map((one) => inCluster('east', one)),
              ...west.nodes.map((one) => inCluster('west', one)),
            ],
          },
          'cluster'
        );
        for (const [cluster, own] of [
          ['east', east],
          ['west', west],
        ] as const) {
          const alone = clusterFacts({ ...NONE, ...own });
          const ofCluster = both.ofCluster?.({ name: cluster });
          for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) {
            expect(ofCluster?.podAt(address)).toEqual(alone.podAt(address));
            expect(ofCluster?.nodeAt(address)).toEqual(alone.nodeAt(address));
          }
        }
        // By an address alone, the cluster is ambiguous.
        expect(both.podAt('10.0.0.1')).toBeUndefined();
        expect(both.nodeAt('10.0.0.1')).toBeUndefined();
        expect(both.ofCluster?.({ name: 'north' })).toBeUndefined();
      })
    );
  });

  it('is that of the only cluster if no series has the label', () => {
    fc.assert(
      fc.property(series, ({ pods, nodes }) => {
        const facts = factsByCluster({ ...NONE, pods, nodes }, 'cluster');
        const alone = clusterFacts({ ...NONE, pods, nodes });
        expect(facts.ofCluster).toBeUndefined();
        expect(facts.podAt('10.0.0.1')).toEqual(alone.podAt('10.0.0.1'));
      })
    );
  });

  it('finds a cluster by an instance of it, unless its name says otherwise', () => {
    const facts = factsByCluster(
      {
        ...NONE,
        nodes: [
          { cluster: 'east', node: 'a', internal_ip: '10.0.0.1', provider_id: 'aws:///us-east-1a/i-1' },
          { cluster: 'west', node: 'a', internal_ip: '10.0.0.1', provider_id: 'aws:///us-west-2a/i-2' },
        ],
      },
      'cluster'
    );
    const zoneOf = (cluster: { name?: string; instanceId?: string }) => facts.ofCluster?.(cluster)?.node('a')?.zoneName;
    expect(zoneOf({ instanceId: 'i-1' })).toBe('us-east-1a');
    expect(zoneOf({ instanceId: 'i-2' })).toBe('us-west-2a');
    expect(zoneOf({ name: 'east', instanceId: 'i-2' })).toBe('us-east-1a');
    expect(zoneOf({ name: 'north', instanceId: 'i-2' })).toBe('us-west-2a');
    expect(zoneOf({})).toBeUndefined();
    expect(facts.nodeOfInstance('i-2')?.zoneName).toBe('us-west-2a');
  });
});
