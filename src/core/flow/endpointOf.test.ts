import fc from 'fast-check';
import { clusterFacts, type ClusterFacts, type KubeStateSeries } from '../kubernetes/clusterFacts';
import { emptyLookup, endpointOf, type NameLookup, ZoneNames } from './endpointOf';
import { NO_NAMED_NETWORKS, namedNetworks } from './namedNetworks';
import { type Report, type ReportEnd } from './report';

const NONE: KubeStateSeries = { pods: [], podOwners: [], replicaSetOwners: [], jobOwners: [], nodes: [] };
const cluster = clusterFacts({
  ...NONE,
  pods: [{ namespace: 'shop', pod: 'ui-1', pod_ip: '10.0.1.5', node: 'node-1', host_network: 'false' }],
  podOwners: [{ namespace: 'shop', pod: 'ui-1', owner_kind: 'DaemonSet', owner_name: 'ui' }],
  nodes: [
    { node: 'node-1', internal_ip: '10.0.1.1', provider_id: 'aws:///us-east-1a/i-1' },
    { node: 'node-2', internal_ip: '10.0.2.1', provider_id: 'aws:///us-east-1b/i-2' },
  ],
});
const lookup: NameLookup = { cluster, networks: namedNetworks([{ cidr: '10.0.0.0/8', name: 'Office' }]) };

function report(over: Partial<Report> = {}): Report {
  return {
    local: { ip: '10.0.1.5' },
    remote: { ip: '10.9.9.9' },
    targetPort: 80,
    category: 'UNCLASSIFIED',
    path: [],
    metric: 'DATA_TRANSFERRED',
    value: 1,
    ...over,
  };
}

const far = (end: ReportEnd, over: Partial<Report> = {}, names = lookup) =>
  endpointOf({ end: { ...end }, report: report(over), isRemote: true }, names, new ZoneNames());
const near = (end: ReportEnd, names = lookup) =>
  endpointOf({ end: { ...end }, report: report(), isRemote: false }, names, new ZoneNames());

describe('the node of an end', () => {
  it.each<[string, ReportEnd, string | undefined]>([
    ['its name in the report', { node: 'node-2', pod: 'ui-1', namespace: 'shop', instanceId: 'i-1' }, 'node-2'],
    ['where Kubernetes has the pod', { pod: 'ui-1', namespace: 'shop', instanceId: 'i-2' }, 'node-1'],
    ['its instance', { pod: 'other', namespace: 'shop', instanceId: 'i-2' }, 'node-2'],
    ['its address', { ip: '10.0.2.1' }, 'node-2'],
    ['its instance, if the node in the report is unknown', { node: 'node-9', instanceId: 'i-1' }, 'node-1'],
    ['nothing, if its instance is unknown, too', { ip: '10.0.9.9', instanceId: 'i-9' }, undefined],
  ])('is known by %s', (_, end, node) => {
    expect(near(end).node).toBe(node);
  });

  it('also determines the name of the zone, unless its ID already has one', () => {
    expect(near({ ip: '10.0.2.1' }).zoneName).toBe('us-east-1b');
    const zoneNames = new ZoneNames();
    zoneNames.learn({ zoneId: 'use1-az1', instanceId: 'i-1' }, cluster);
    const end = { ip: '10.0.2.1', zoneId: 'use1-az1' };
    expect(endpointOf({ end, report: report(), isRemote: false }, lookup, zoneNames).zoneName).toBe('us-east-1a');
  });
});

describe('an end', () => {
  it('has the workload that owns its pod, and is never external', () => {
    const end = far({ namespace: 'shop', pod: 'ui-1', ip: '52.1.1.1' }, { category: 'INTERNET' });
    expect(end.workload).toEqual({ kind: 'DaemonSet', name: 'ui', confidence: 'exact' });
    expect(end.external).toBeUndefined();
  });

  it('is inside the cluster if it is the end of the agent, regardless of its address', () => {
    expect(near({ ip: '52.1.1.1' }).external).toBeUndefined();
    expect(far({ ip: '52.1.1.1' }).external?.kind).toBe('internet');
  });

  it.each<[string, ReportEnd, Partial<Report>, boolean]>([
    ['a node by its address', { ip: '10.0.2.1' }, {}, false],
    ['an instance within the VPC', { ip: '10.0.8.1', instanceId: 'i-9' }, { category: 'INTER_AZ' }, false],
    ['an instance of another VPC', { ip: '10.0.8.1', instanceId: 'i-9' }, { category: 'INTER_VPC' }, true],
    ['an address of which nothing is known', { ip: '10.0.8.1' }, { category: 'INTER_AZ' }, true],
    ['nothing at all', {}, {}, true],
  ])('that is %s is outside: %s', (_, end, over, isOutside) => {
    expect(far(end, over).external !== undefined).toBe(isOutside);
  });

  it('has the name that the user gave its network before any other', () => {
    expect(far({ ip: '10.20.30.40' }, { category: 'AMAZON_S3' }).external).toEqual({
      kind: 'named-network',
      name: 'Office',
    });
    expect(far({ ip: '10.20.30.40' }, { category: 'AMAZON_S3' }, emptyLookup()).external?.kind).toBe('s3');
  });

  it('is looked up only in the cluster that its report names', () => {
    const other = clusterFacts({ ...NONE, nodes: [{ node: 'west-1', internal_ip: '10.0.2.1' }] });
    const byName: Record<string, ClusterFacts> = { east: cluster, west: other };
    const several: ClusterFacts = { ...clusterFacts(NONE), ofCluster: ({ name = '' }) => byName[name] };
    const names = { cluster: several, networks: NO_NAMED_NETWORKS };
    const nodeIn = (name?: string) => far({ ip: '10.0.2.1' }, { cluster: name }, names).node;
    expect([nodeIn('east'), nodeIn('west'), nodeIn('north'), nodeIn()]).toEqual([
      'node-2',
      'west-1',
      undefined,
      undefined,
    ]);
  });

  it('keeps everything that the report says', () => {
    const text = fc.option(fc.constantFrom('a', 'b', '10.0.1.5', 'i-1'), { nil: undefined });
    const reportEnd = fc.record({
      ...{ ip: text, namespace: text, pod: text, service: text, instanceId: text },
      ...{ subnetId: text, vpcId: text, region: text, zoneId: text },
    });
    fc.assert(
      fc.property(reportEnd, fc.boolean(), fc.constantFrom('INTER_AZ', 'INTERNET', ''), (end, isRemote, category) => {
        const found = endpointOf({ end: { ...end }, report: report({ category }), isRemote }, lookup, new ZoneNames());
        expect(found).toMatchObject(end);
        // A pod's end has a workload, any other end has none: the graph groups by this.
        expect(found.workload === undefined).toBe(end.pod === undefined);
        expect(found.workload !== undefined && found.external !== undefined).toBe(false);
      })
    );
  });
});

describe('names of zones', () => {
  it('are learned from instances that are nodes, and the first one holds', () => {
    const zoneNames = new ZoneNames();
    expect(zoneNames.nameOf('use1-az4')).toBeUndefined();
    zoneNames.learn({ zoneId: 'use1-az4', instanceId: 'i-9' }, cluster);
    zoneNames.learn({ zoneId: 'use1-az4' }, cluster);
    zoneNames.learn({ instanceId: 'i-1' }, cluster);
    expect(zoneNames.nameOf('use1-az4')).toBeUndefined();
    zoneNames.learn({ zoneId: 'use1-az4', instanceId: 'i-1' }, cluster);
    zoneNames.learn({ zoneId: 'use1-az4', instanceId: 'i-2' }, cluster);
    expect(zoneNames.nameOf('use1-az4')).toBe('us-east-1a');
    expect(zoneNames.nameOf(undefined)).toBeUndefined();
  });
});
