import fc from 'fast-check';
import { only } from '../../testing/only';
import { bytesOf, retransmissionsOf } from './flow';
import { joinReports } from './joinReports';
import { type Report, type ReportEnd } from './report';

const ui: ReportEnd = { ip: '10.0.1.5', namespace: 'retail-store', pod: 'ui-84c96ffcc5-x2k4z', zoneId: 'use1-az1' };
const carts: ReportEnd = {
  ip: '10.0.2.7',
  namespace: 'retail-store',
  pod: 'carts-975668fb8-bcd5f',
  zoneId: 'use1-az2',
};
const nameless = ({ ip, zoneId }: ReportEnd): ReportEnd => ({ ip, zoneId });

function report(over: Partial<Report>): Report {
  return {
    local: ui,
    remote: carts,
    targetPort: 8080,
    category: 'INTER_AZ',
    path: [],
    metric: 'DATA_TRANSFERRED',
    value: 1000,
    ...over,
  };
}
const mirror = (over: Partial<Report>) => report({ local: carts, remote: ui, targetPort: 0, ...over });

describe('joinReports', () => {
  it('counts the bytes of a connection once and the losses of both ends', () => {
    const flows = joinReports([
      report({}),
      mirror({}),
      report({ metric: 'RETRANSMISSIONS', value: 3 }),
      mirror({ metric: 'RETRANSMISSIONS', value: 4 }),
    ]);
    expect(flows).toHaveLength(1);
    expect(flows.map((flow) => [flow.port, bytesOf(flow), retransmissionsOf(flow)])).toEqual([[8080, 1000, 7]]);
    expect(flows[0]?.client.workload?.name).toBe('ui');
    expect(flows[0]?.server.workload?.name).toBe('carts');
  });

  it('takes the bytes of the server if the client reports only losses', () => {
    const flow = only(
      joinReports([report({ value: 0 }), report({ metric: 'TIMEOUTS', value: 2 }), mirror({ value: 70 })])
    );
    expect(bytesOf(flow)).toBe(70);
    const dead = only(joinReports([report({ value: 0 }), report({ metric: 'TIMEOUTS', value: 2 })]));
    expect(bytesOf(dead)).toBe(0);
  });

  it('leaves out metrics that no report has', () => {
    const flow = only(joinReports([report({})]));
    expect(flow.metrics.retransmissions).toEqual({});
    expect(retransmissionsOf(flow)).toBeUndefined();
  });

  it('swaps the ends of a connection that only the server reported, and leaves out its port', () => {
    const flow = only(joinReports([mirror({ value: 70 })]));
    expect(flow.client.pod).toBe(ui.pod);
    expect(flow.server.pod).toBe(carts.pod);
    expect(flow.port).toBeUndefined();
    expect(bytesOf(flow)).toBe(70);
  });

  it("takes the name of a client from the client's report if the server's report does not have it", () => {
    const flows = joinReports([report({}), mirror({ remote: nameless(ui), metric: 'TIMEOUTS', value: 2 })]);
    expect(flows).toHaveLength(1);
    expect(flows[0]?.metrics.timeouts).toEqual({ byServer: 2 });
  });

  it('does not name an address that two pods had in the window', () => {
    const reused = { ...ui, pod: 'checkout-7f9475bb76-m8j8q' };
    const stranger = { ip: '10.0.3.9', namespace: 'retail-store', pod: 'orders-68d8f6bdd6-7xk2p' };
    const flows = joinReports([
      report({}),
      report({ local: reused }),
      report({ local: stranger, remote: nameless(ui), targetPort: 0 }),
    ]);
    expect(flows.find((flow) => flow.server.pod === stranger.pod)?.client.pod).toBeUndefined();
  });

  it('does not join the reports of two VPCs about the same addresses', () => {
    const inVpc = (vpcId: string, { ip, zoneId }: ReportEnd): ReportEnd => ({ ip, zoneId, vpcId });
    const named = (vpcId: string, end: ReportEnd): ReportEnd => ({ ...end, vpcId });
    const flows = joinReports([
      report({ local: named('vpc-east', ui), remote: named('vpc-east', carts), value: 100 }),
      report({ local: inVpc('vpc-west', carts), remote: inVpc('vpc-west', ui), targetPort: 0, value: 7 }),
    ]);
    expect(flows.map((flow) => [flow.client.pod, flow.server.pod, bytesOf(flow)])).toEqual([
      [ui.pod, carts.pod, 100],
      [undefined, undefined, 7],
    ]);
  });

  it('takes the name of an end from the report of its own VPC', () => {
    const flows = joinReports([
      report({
        local: { ...ui, vpcId: 'vpc-east' },
        remote: { ip: carts.ip, vpcId: 'vpc-west' },
        category: 'INTER_VPC',
      }),
      mirror({
        local: { ...carts, vpcId: 'vpc-west' },
        remote: { ip: ui.ip, vpcId: 'vpc-east' },
        category: 'INTER_VPC',
      }),
    ]);
    expect(flows.map((flow) => [flow.client.pod, flow.server.pod, bytesOf(flow)])).toEqual([[ui.pod, carts.pod, 1000]]);
  });

  it('does not give a node the name of a pod on the host network', () => {
    const exporter: ReportEnd = {
      ip: '10.0.1.1',
      namespace: 'monitoring',
      pod: 'node-exporter-x2k4z',
      instanceId: 'i-1',
    };
    const flows = joinReports([
      report({ remote: exporter, targetPort: 9100 }),
      report({ local: nameless(exporter), remote: carts }),
      report({ remote: { ip: '203.0.113.9' }, category: 'INTERNET', snatIp: exporter.ip }),
    ]);
    expect(flows.find(({ server }) => server.pod === carts.pod)?.client.pod).toBeUndefined();
  });

  it.each([
    ['address', { remote: { ip: '172.20.4.4', service: 'carts' }, dnatIp: carts.ip }],
    ['translated address', { remote: { ip: carts.ip, service: 'carts' }, dnatIp: '172.20.4.4' }],
  ])('finds the server behind a ClusterIP in its %s', (_, over) => {
    const flows = joinReports([report(over), mirror({ metric: 'RETRANSMISSIONS', value: 1 })]);
    expect(flows).toHaveLength(1);
    expect(flows[0]?.server).toMatchObject({ pod: carts.pod, service: 'carts', ip: carts.ip });
  });

  it("does not assign the server's losses to one of several ports, or count its bytes twice", () => {
    const flows = joinReports([
      report({ targetPort: 80, value: 10 }),
      report({ targetPort: 443, value: 20 }),
      mirror({ value: 30 }),
      mirror({ metric: 'RETRANSMISSIONS', value: 5 }),
    ]);
    expect(flows.reduce((sum, flow) => sum + (bytesOf(flow) ?? 0), 0)).toBe(30);
    expect(flows.filter((flow) => flow.port === undefined).map(retransmissionsOf)).toEqual([5]);
  });

  it('names external ends: Amazon S3, networks on the internet, on-premises', () => {
    const to = (over: Partial<Report>) => joinReports([report({ ...over, targetPort: 443 })])[0]?.server.external;
    expect(to({ category: 'AMAZON_S3', remote: { ip: '52.216.1.1' } })?.name).toBe('Amazon S3');
    expect(to({ category: 'UNCLASSIFIED', remote: { ip: '10.100.3.4' } })?.name).toBe('On-premises');
    expect(to({ category: 'UNCLASSIFIED', remote: { ip: '203.0.113.9' } })?.name).toBe('Internet');
    expect(
      to({ category: 'INTERNET', remote: { ip: '203.0.113.9' }, network: { name: 'ACME', number: 64500 } })?.name
    ).toBe('ACME (AS64500)');
  });

  it("adds rows that differ only in the port, which a server's row does not have", () => {
    const flow = only(joinReports([mirror({ value: 1_000_000 }), mirror({ value: 5 })]));
    expect(bytesOf(flow)).toBe(1_000_005);
  });

  it("keeps the server's bytes if the client's reports of several ports have none", () => {
    const flows = joinReports([
      report({ targetPort: 80, metric: 'ROUND_TRIP_TIME', value: 900 }),
      report({ targetPort: 443, metric: 'ROUND_TRIP_TIME', value: 800 }),
      mirror({ value: 9e9 }),
    ]);
    expect(flows.reduce((sum, flow) => sum + (bytesOf(flow) ?? 0), 0)).toBe(9e9);
  });

  it('keeps an unknown category', () => {
    expect(joinReports([report({ category: 'OUTER_SPACE' })])[0]?.category).toBe('OUTER_SPACE');
  });

  it('returns the same flows and bytes for any order of the reports', () => {
    const ip = fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3');
    const arbitrary = fc.record({
      from: ip,
      to: ip,
      targetPort: fc.constantFrom(0, 80, 443),
      metric: fc.constantFrom('DATA_TRANSFERRED' as const, 'RETRANSMISSIONS' as const),
    });
    fc.assert(
      fc.property(fc.array(arbitrary, { maxLength: 24 }), fc.infiniteStream(fc.nat()), (specs, weights) => {
        const reports = specs.map(({ from, to, targetPort, metric }, index) =>
          report({ local: { ip: from }, remote: { ip: to }, targetPort, metric, value: index + 1 })
        );
        const shuffled = reports
          .map((r) => ({ r, weight: weights.next().value ?? 0 }))
          .sort((a, b) => a.weight - b.weight)
          .map(({ r }) => r);
        expect(joinReports(shuffled)).toEqual(joinReports(reports));
      })
    );
  });
});
