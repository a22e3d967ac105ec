import { aFlow, aPod } from '../../testing/flows';
import { hopsOf, flowPathsOf } from './hops';

const client = aPod('shop/ui-0', { node: 'ip-10-0-1-1', instanceId: 'i-aaa', zoneName: 'us-east-1a' });
const server = aPod('sales/orders-0', { node: 'ip-10-0-2-2', instanceId: 'i-bbb', zoneId: 'use1-az2' });

describe('hopsOf', () => {
  it("lists the hops from the client's pod through nodes and constructs to the server's pod", () => {
    const path = [
      { type: 'AWS::EC2::NetworkInterface', id: 'eni-1' },
      { type: 'TransitGateway', id: 'tgw-1', arn: 'arn:aws:ec2:eu-west-1:111122223333:transit-gateway/tgw-1' },
    ];
    expect(hopsOf({ ...aFlow(client, server), path })).toEqual([
      { kind: 'pod', label: 'shop/ui-0' },
      {
        kind: 'node',
        label: 'ip-10-0-1-1',
        detail: 'i-aaa in us-east-1a',
        resource: { id: 'i-aaa', region: 'us-east-1' },
      },
      { kind: 'construct', label: 'Network interface eni-1', resource: { id: 'eni-1', region: 'us-east-1' } },
      { kind: 'construct', label: 'Transit gateway tgw-1', resource: { id: 'tgw-1', region: 'eu-west-1' } },
      {
        kind: 'node',
        label: 'ip-10-0-2-2',
        detail: 'i-bbb in use1-az2',
        resource: { id: 'i-bbb', region: 'us-east-1' },
      },
      { kind: 'pod', label: 'sales/orders-0' },
    ]);
  });

  it.each([
    ['AWS::EC2::VPCEndpoint', 'VPC endpoint x'],
    ['AWS::EC2::VPCPeeringConnection', 'VPC peering connection x'],
    ['Quantum::New::MysteryBox', 'Mystery box x'],
    [undefined, 'Construct x'],
  ])('names a construct of the type %s', (type, label) => {
    const [hop] = hopsOf({ ...aFlow({}, {}), path: [{ id: 'x', ...(type !== undefined && { type }) }] });
    expect(hop?.label).toBe(label);
  });

  it('keeps constructs without any facts, and uses the best name for ends', () => {
    const s3 = { ip: '52.216.0.1', external: { kind: 's3' as const, name: 'Amazon S3' } };
    const labels = hopsOf({ ...aFlow({ ip: '10.0.0.9' }, s3), path: [{}] }).map(({ label }) => label);
    expect(labels).toEqual(['10.0.0.9', 'Construct', 'Amazon S3']);
  });
});

describe('flowPathsOf', () => {
  it('groups flows on the same path, and puts the path with the most losses first', () => {
    const elsewhere = { ...server, node: 'ip-10-0-3-3', instanceId: 'i-ccc' };
    const paths = flowPathsOf([
      aFlow(client, server, { bytes: 9_000 }),
      aFlow({ ...client, pod: 'ui-1' }, server, { bytes: 1_000, retransmissions: 2 }),
      aFlow(client, elsewhere, { retransmissions: 40, timeouts: 2 }),
    ]);
    expect(paths.map(({ hops, ...rest }) => [hops.map(({ label }) => label), rest])).toEqual([
      [['ip-10-0-1-1', 'ip-10-0-3-3'], { flowCount: 1, bytes: undefined, losses: 42 }],
      [['ip-10-0-1-1', 'ip-10-0-2-2'], { flowCount: 2, bytes: 10_000, losses: 2 }],
    ]);
  });
});
