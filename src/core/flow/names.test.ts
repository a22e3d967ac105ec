import { clusterFacts } from '../kubernetes/clusterFacts';
import { podNamesOf, withPodName } from './names';
import { type Report, type ReportEnd } from './report';

const cluster = clusterFacts({
  pods: [
    { namespace: 'shop', pod: 'late-1', pod_ip: '10.0.1.9', node: 'node-1', host_network: 'false' },
    { namespace: 'shop', pod: 'ui-1', pod_ip: '10.0.1.5', node: 'node-1', host_network: 'false' },
  ],
  podOwners: [],
  replicaSetOwners: [],
  jobOwners: [],
  nodes: [{ node: 'node-1', internal_ip: '10.0.1.1', provider_id: 'aws:///us-east-1a/i-1' }],
});

function report(local: ReportEnd, remote: ReportEnd, over: Partial<Report> = {}): Report {
  const value = { targetPort: 80, category: 'INTRA_AZ', path: [], metric: 'DATA_TRANSFERRED', value: 1 } as const;
  return { local, remote, ...value, path: [], ...over };
}
const unnamed: ReportEnd = { ip: '10.0.8.8' };
const ui: ReportEnd = { ip: '10.0.1.5', namespace: 'shop', pod: 'ui-1', service: 'ui' };

/** The name of the pod at an address, from some reports and Kubernetes. */
function nameAt(ip: string, reports: readonly Report[], end: ReportEnd = { ip }): string | undefined {
  const unresolved = report(unnamed, end);
  return podNamesOf(
    reports.map((one) => ({ report: one })),
    cluster
  )(ip, end, unresolved)?.pod;
}

describe('the pod at an address', () => {
  it('is known from any report of either end, or otherwise from Kubernetes', () => {
    expect(nameAt('10.0.3.3', [])).toBeUndefined();
    expect(nameAt('10.0.3.3', [report({ ...ui, ip: '10.0.3.3' }, unnamed)])).toBe('ui-1');
    expect(nameAt('10.0.3.3', [report(unnamed, { ...ui, ip: '10.0.3.3' })])).toBe('ui-1');
    expect(nameAt('10.0.1.9', [])).toBe('late-1');
  });

  it('is the one that agents saw, even if Kubernetes has another pod there now', () => {
    expect(nameAt('10.0.1.9', [report({ ip: '10.0.1.9', namespace: 'shop', pod: 'early-1' }, unnamed)])).toBe(
      'early-1'
    );
  });

  it('is unknown if two pods had it, also of the same name in two namespaces', () => {
    const first = report({ ip: '10.0.3.3', namespace: 'shop', pod: 'web-0' }, unnamed);
    const second = report({ ip: '10.0.3.3', namespace: 'data', pod: 'web-0' }, unnamed);
    expect(nameAt('10.0.3.3', [first, second])).toBeUndefined();
    expect(nameAt('10.0.3.3', [first, first])).toBe('web-0');
  });

  it('is not a pod at an address of a node, by Kubernetes or by translation to it', () => {
    const onHost = report({ ip: '10.0.1.1', namespace: 'monitoring', pod: 'exporter-1' }, unnamed);
    expect(nameAt('10.0.1.1', [onHost])).toBeUndefined();
    const onUnknownHost = report({ ip: '10.0.4.1', namespace: 'monitoring', pod: 'exporter-1' }, unnamed);
    expect(nameAt('10.0.4.1', [onUnknownHost])).toBe('exporter-1');
    const translated = report(ui, unnamed, { snatIp: '10.0.4.1' });
    expect(nameAt('10.0.4.1', [onUnknownHost, translated])).toBeUndefined();
    // An address that is translated to itself says nothing.
    expect(nameAt('10.0.4.1', [{ ...onUnknownHost, snatIp: '10.0.4.1' }])).toBe('exporter-1');
  });

  it('is the one in its own VPC, or in any VPC if one of the two is unknown', () => {
    const inVpc = (vpcId: string, pod: string) => report({ ip: '10.0.3.3', namespace: 'shop', pod, vpcId }, unnamed);
    const both = [inVpc('vpc-east', 'e-1'), inVpc('vpc-west', 'w-1')];
    expect(nameAt('10.0.3.3', both, { ip: '10.0.3.3', vpcId: 'vpc-west' })).toBe('w-1');
    expect(nameAt('10.0.3.3', both)).toBeUndefined();
    expect(nameAt('10.0.3.3', both.slice(0, 1))).toBe('e-1');
  });
});

describe('an end without a pod’s name', () => {
  const names = podNamesOf([{ report: report(ui, unnamed) }], cluster);

  it('gets the name and the Service from other reports, and keeps the rest', () => {
    const end = { ip: '10.0.1.5', zoneId: 'use1-az1' };
    expect(withPodName(end, report(unnamed, end), names)).toEqual({
      ...end,
      namespace: 'shop',
      pod: 'ui-1',
      service: 'ui',
    });
    const ofService = { ip: '10.0.1.5', service: 'front' };
    expect(withPodName(ofService, report(unnamed, ofService), names).service).toBe('front');
  });

  it('also gets its name from its translated address', () => {
    const end = { ip: '172.20.0.1', service: 'ui' };
    expect(withPodName(end, report(unnamed, end), names).pod).toBeUndefined();
    expect(withPodName(end, report(unnamed, end), names, '10.0.1.5').pod).toBe('ui-1');
  });

  it('stays as it is if it has a name, or if no name is known', () => {
    const named = { ip: '10.0.1.5', namespace: 'data', pod: 'db-0' };
    expect(withPodName(named, report(unnamed, named), names)).toBe(named);
    expect(withPodName(unnamed, report(ui, unnamed), names)).toBe(unnamed);
    const withoutAddress = { service: 'web' };
    expect(withPodName(withoutAddress, report(ui, withoutAddress), names)).toBe(withoutAddress);
  });
});
