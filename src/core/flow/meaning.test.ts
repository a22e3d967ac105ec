import { clusterFacts } from '../kubernetes/clusterFacts';
import { isPrivateAddress } from './address';
import { crossesZones } from './flow';
import { joinReports } from './joinReports';
import { namedNetworks, networkProblem, readNamedNetworks, writeNamedNetworks } from './namedNetworks';
import { type Report } from './report';
import { seriesReport } from './seriesReports';

const cluster = clusterFacts({
  pods: [
    { namespace: 'shop', pod: 'ui-1', pod_ip: '10.0.1.5', node: 'node-1', host_network: 'false' },
    { namespace: 'shop', pod: 'carts-1', pod_ip: '10.0.2.7', node: 'node-2', host_network: 'false' },
  ],
  podOwners: [{ namespace: 'shop', pod: 'carts-1', owner_kind: 'StatefulSet', owner_name: 'carts' }],
  replicaSetOwners: [],
  jobOwners: [],
  nodes: [
    { node: 'node-1', internal_ip: '10.0.1.1', provider_id: 'aws:///us-east-1a/i-1' },
    { node: 'node-2', internal_ip: '10.0.2.1', provider_id: 'aws:///us-east-1b/i-2' },
  ],
});
const lookup = { cluster, networks: namedNetworks([{ cidr: '10.100.0.0/16', name: 'Frankfurt' }]) };

function report(over: Partial<Report>): Report {
  return {
    local: { ip: '10.0.1.5', instanceId: 'i-1', zoneId: 'use1-az4' },
    remote: { ip: '10.0.2.7', zoneId: 'use1-az6' },
    targetPort: 8080,
    category: 'INTER_AZ',
    path: [],
    metric: 'DATA_TRANSFERRED',
    value: 1000,
    ...over,
  };
}
const joined = (over: Partial<Report>) => joinReports([report(over)], lookup)[0];

describe('the meaning of a flow', () => {
  it('has the names of pods, workloads and nodes from Kubernetes if no agent reports them', () => {
    const flow = joined({});
    expect(flow?.client).toMatchObject({ namespace: 'shop', pod: 'ui-1', node: 'node-1' });
    expect(flow?.server).toMatchObject({
      pod: 'carts-1',
      node: 'node-2',
      workload: { kind: 'StatefulSet', name: 'carts', confidence: 'exact' },
    });
  });

  it('has the names of zones in addition to their IDs, from a node with both', () => {
    expect(joined({})?.client).toMatchObject({ zoneId: 'use1-az4', zoneName: 'us-east-1a' });
    expect(joined({})?.server).toMatchObject({ zoneId: 'use1-az6', zoneName: 'us-east-1b' });
  });

  it('identifies a node by its address inside the cluster', () => {
    const flow = joined({ remote: { ip: '10.0.2.1' } });
    expect(flow?.server).toMatchObject({ node: 'node-2' });
    expect(flow?.server.external).toBeUndefined();
  });

  it.each<[Partial<Report>, object]>([
    [
      { category: 'UNCLASSIFIED', remote: { ip: '10.100.4.17' } },
      { kind: 'named-network', name: 'Frankfurt' },
    ],
    [
      { category: 'UNCLASSIFIED', remote: { ip: '10.200.4.17' } },
      { kind: 'on-premises', name: 'On-premises' },
    ],
    [
      { remote: { ip: '10.9.9.9', namespace: 'default', service: 'kubernetes' }, category: 'INTRA_AZ' },
      { kind: 'service', name: 'Kubernetes API server' },
    ],
    [
      {
        category: 'INTERNET',
        remote: { ip: '203.0.113.9' },
        network: { name: 'ACME', number: 64500 },
        clientLocation: { city: 'Lyon', country: 'FR' },
      },
      { kind: 'internet', name: 'ACME (AS64500)', asNumber: 64500, country: 'FR', place: 'Lyon, FR' },
    ],
    [{ category: 'INTERNET', remote: { ip: '203.0.113.9' }, network: {}, clientLocation: {} }, { name: 'Internet' }],
    // The category takes precedence over the address in deciding about the internet.
    ...['INTRA_AZ', 'INTER_AZ', 'LOCAL_ZONE'].flatMap((category) =>
      ['2600:1f13:abc:d00::99', '11.0.1.99', '203.0.113.9', '100.64.1.99', '10.77.0.1'].map(
        (ip): [Partial<Report>, object] => [
          { category, remote: { ip }, network: { name: 'DoD', number: 749 }, clientLocation: { country: 'US' } },
          { kind: 'unknown', name: ip },
        ]
      )
    ),
    [
      { category: 'INTERNET', remote: { ip: '10.0.9.9' } },
      { kind: 'internet', name: 'Internet' },
    ],
    [
      { category: 'INTERNET', remote: {} },
      { kind: 'internet', name: 'Internet' },
    ],
    [
      { category: 'INTER_VPC', remote: { ip: '11.0.1.99', vpcId: 'vpc-2' } },
      { kind: 'vpc', name: 'vpc-2' },
    ],
    [
      { category: 'TRANSIT_GATEWAY', remote: { ip: '11.0.1.99' } },
      { kind: 'on-premises', name: 'On-premises' },
    ],
    [
      { category: 'INTER_REGION', remote: { ip: '2600:1f14::1', region: 'eu-west-1' } },
      { kind: 'region', name: 'Region eu-west-1' },
    ],
    [
      { category: 'AWS_SERVICE', remote: { ip: '52.46.1.1' } },
      { kind: 'aws-service', name: 'AWS service' },
    ],
    // If the category is not conclusive, an end whose place in a VPC AWS reports is not on the internet.
    [
      { category: 'UNCLASSIFIED', remote: { ip: '11.0.1.99', subnetId: 'subnet-1' } },
      { kind: 'unknown', name: '11.0.1.99' },
    ],
    [
      { category: 'UNCLASSIFIED', remote: { ip: '203.0.113.9' }, network: {}, clientLocation: {} },
      { kind: 'internet', name: 'Internet' },
    ],
    [
      { category: 'UNCLASSIFIED', remote: { ip: '10.200.4.17' }, network: {}, clientLocation: {} },
      { kind: 'on-premises', name: 'On-premises' },
    ],
    [
      { category: 'UNCLASSIFIED', remote: { ip: '198.19.4.17' } },
      { kind: 'on-premises', name: 'On-premises' },
    ],
    [
      { category: 'OUTER_SPACE', remote: { ip: '203.0.113.9' } },
      { kind: 'internet', name: 'Internet' },
    ],
  ])('names external ends: %j', (over, external) => {
    expect(joined(over)?.server.external).toMatchObject(external);
  });
});

describe("flows from the agents' series", () => {
  const labels = {
    local_address: '10.0.1.5',
    local_port: '0',
    remote_address: '10.0.2.7',
    remote_port: '8080',
    k8s_node: 'node-1',
    instance_id: 'i-1',
  };
  const mirror = {
    local_address: '10.0.2.7',
    local_port: '8080',
    remote_address: '10.0.1.5',
    remote_port: '0',
    k8s_node: 'node-2',
    instance_id: 'i-2',
  };

  it('are joined by the same rule, with both reports in one flow', () => {
    const reports = [
      seriesReport({ labels, value: 100 }, 'DATA_TRANSFERRED'),
      seriesReport({ labels: mirror, value: 100 }, 'DATA_TRANSFERRED'),
      seriesReport({ labels: mirror, value: 3 }, 'RETRANSMISSIONS'),
    ];
    const flows = joinReports(reports, lookup);
    expect(flows).toHaveLength(1);
    expect(flows[0]).toMatchObject({
      port: 8080,
      category: 'INTER_AZ',
      client: { pod: 'ui-1', zoneName: 'us-east-1a' },
      metrics: { bytes: { byClient: 100, byServer: 100 }, retransmissions: { byServer: 3 } },
    });
    expect(flows[0] && crossesZones(flows[0])).toBe(true);
  });

  it.each([
    ['::ffff:10.0.2.7', '::ffff:10.0.1.5'],
    ['::ffff:a00:207', '::FFFF:A00:105'],
    ['10.0.2.7', '::ffff:10.0.1.5'],
  ])('are joined if a server reports its addresses as %s and %s, with the names of IPv4 addresses', (...ips) => {
    const [local, remote] = ips;
    const mapped = { ...mirror, local_address: local, remote_address: remote };
    const both = [seriesReport({ labels, value: 100 }, 'DATA_TRANSFERRED')];
    both.push(seriesReport({ labels: mapped, value: 100 }, 'DATA_TRANSFERRED'));
    const flows = joinReports(both, lookup);
    expect(flows).toMatchObject([
      {
        client: { ip: '10.0.1.5', pod: 'ui-1' },
        server: { ip: '10.0.2.7', pod: 'carts-1' },
        metrics: { bytes: { byClient: 100, byServer: 100 } },
      },
    ]);
    // Kubernetes names the ends even if both are mapped, or if kube-state-metrics writes the pod's address so.
    const [alone] = joinReports([seriesReport({ labels: mapped, value: 1 }, 'DATA_TRANSFERRED')], lookup);
    expect([alone?.client.pod, alone?.server.pod]).toEqual(['ui-1', 'carts-1']);
  });

  it('keep the losses of several ports of a server separate, because its reports have the port', () => {
    const to = (port: string) => ({ ...labels, remote_port: port });
    const of = (port: string) => ({ ...mirror, local_port: port });
    const flows = joinReports(
      [
        seriesReport({ labels: to('80'), value: 10 }, 'DATA_TRANSFERRED'),
        seriesReport({ labels: to('443'), value: 20 }, 'DATA_TRANSFERRED'),
        seriesReport({ labels: of('443'), value: 5 }, 'RETRANSMISSIONS'),
      ],
      lookup
    );
    expect(flows.map((flow) => [flow.port, flow.metrics.retransmissions])).toEqual([
      [443, { byServer: 5 }],
      [80, {}],
    ]);
  });

  it('do not count address ranges of the VPC as internet', () => {
    const externalOf = (local: string, remote: string) => {
      const of = { ...labels, local_address: local, remote_address: remote };
      return joinReports([seriesReport({ labels: of, value: 1 }, 'DATA_TRANSFERRED')], lookup)[0]?.server.external;
    };
    const unknown = (name: string) => ({ kind: 'unknown', name });
    const internet = { kind: 'internet', name: 'Public addresses' };
    expect(externalOf('2600:1f13:abc:d00::11', '2600:1f13:abc:d05::99')).toEqual(unknown('2600:1f13:abc:d05::99'));
    expect(externalOf('2600:1f13:abc:d00::11', '2600:1f13:abc:e00::99')).toEqual(internet);
    expect(externalOf('11.0.1.11', '11.0.200.99')).toEqual(unknown('11.0.200.99'));
    expect(externalOf('11.0.1.11', '11.1.1.99')).toEqual(internet);
    expect(externalOf('10.0.1.5', '11.0.1.99')).toEqual(internet);
    expect(externalOf('10.0.1.5', '100.64.3.4')).toEqual(unknown('100.64.3.4'));
    expect(externalOf('10.0.1.5', '198.19.3.4')).toEqual(unknown('198.19.3.4'));
  });

  it('have the category that follows from both ends', () => {
    const to = (address: string) =>
      joinReports(
        [seriesReport({ labels: { ...labels, remote_address: address }, value: 1 }, 'DATA_TRANSFERRED')],
        lookup
      )[0];
    expect(to('203.0.113.9')).toMatchObject({
      category: 'UNCLASSIFIED',
      server: { external: { kind: 'internet', name: 'Public addresses' } },
    });
    expect(to('10.0.1.1')).toMatchObject({ category: 'INTRA_AZ', server: { node: 'node-1' } });
    expect(to('10.77.0.1')?.category).toBe('UNCLASSIFIED');
  });
});

describe('addresses', () => {
  it.each([
    ['10.1.2.3', true],
    ['100.64.0.9', true],
    ['169.254.169.254', true],
    ['172.32.0.1', false],
    ['52.216.1.1', false],
    ['fd00:ec2::254', true],
    ['::ffff:10.0.0.1', true],
    ['198.18.0.1', true],
    ['198.20.0.1', false],
    ['240.1.2.3', true],
    ['203.0.113.9', false],
    ['fec0::1', true],
    ['2600:1f18::1', false],
    ['not an address', false],
  ])('are private or not: %s %s', (ip, isPrivate) => {
    expect(isPrivateAddress(ip)).toBe(isPrivate);
  });

  it('are read as users enter them, and written in the same way', () => {
    const text = '10.100.0.0/16 Frankfurt data center\n192.0.2.0/24 Payments';
    expect(writeNamedNetworks(readNamedNetworks(`\n ${text}  \n\n`))).toBe(text);
    expect(readNamedNetworks('10.0.0.0/8').map(networkProblem)).toEqual([
      'The range 10.0.0.0/8 has no name. Enter a name after it.',
    ]);
  });

  it('have the name of the smallest range that contains them', () => {
    const networks = namedNetworks([
      { cidr: '10.0.0.0/8', name: 'Company' },
      { cidr: '10.100.0.0/16', name: 'Frankfurt' },
      { cidr: '2001:db8::/32', name: 'Lab' },
      { cidr: '::ffff:172.16.0.0/108', name: 'Mapped' },
      { cidr: 'nonsense', name: 'Nowhere' },
    ]);
    expect(
      ['10.100.1.1', '10.1.1.1', '::ffff:10.100.1.1', '2001:DB8::5', '172.31.1.1', '192.168.1.1', 'x'].map(
        networks.nameOf
      )
    ).toEqual(['Frankfurt', 'Company', 'Frankfurt', 'Lab', 'Mapped', undefined, undefined]);
    expect(networkProblem({ cidr: 'nonsense', name: 'Nowhere' })).toMatch(/not a valid address range/);
    expect(networkProblem({ cidr: '10.0.0.0/8', name: ' ' })).toMatch(/has no name/);
  });
});
