import { Agent } from '../agent/agent';
import { AgentFleet } from '../agent/agentFleet';
import { FlowSeries } from '../agent/flowSeries';
import { samplesOf } from '../testing/testScrape';
import { kubeStateFamilies } from '../kubestate/kubeStateMetrics';
import { agentTargets } from '../server/discovery';
import { pairTruths, podTruths } from '../server/truth';
import { type IpFamily, ipv6Of } from './addresses';
import { type FlowReport } from './flowReports';
import { NOON_MS, podsAt, podsOf, testWorld, required } from '../testing/testWorld';
import { HOUR_MS, MINUTE_MS } from './time';

const worldOf = (ipFamily: IpFamily) => testWorld({ epochMs: NOON_MS - HOUR_MS, ipFamily });
const ipv4World = worldOf('IPv4');
const WINDOW = [NOON_MS, NOON_MS + 2 * MINUTE_MS] as const;

const IPV4 = /^\d+(\.\d+){3}$/;
const MAPPED = /^::ffff:\d+(\.\d+){3}$/;
const IPV6 = /^2001:db8::[0-9a-f]+:[0-9a-f]+$/;

/** The forms of the addresses in reports, as words. */
function formsOf(reports: FlowReport[]): Set<string> {
  const forms = { IPv4: IPV4, mapped: MAPPED, IPv6: IPV6 };
  const formOf = (ip: string) => Object.entries(forms).find(([, form]) => form.test(ip))?.[0] ?? ip;
  return new Set(reports.map(({ local, remote }) => `${formOf(local.ip)} ${formOf(remote.ip)}`));
}

describe('an IPv6 address', () => {
  it.each([
    ['10.0.156.4', '2001:db8::a00:9c04'],
    ['10.2.0.0', '2001:db8::a02:0'],
    ['203.0.113.240', '2001:db8::cb00:71f0'],
  ])('is written as in RFC 5952: %s', (ipv4, ipv6) => {
    expect(ipv6Of(ipv4)).toBe(ipv6);
  });
});

describe('an IPv6 world', () => {
  const world = worldOf('IPv6');

  it('has no other addresses in its reports', () => {
    const reports = world.flowReports(...WINDOW);
    expect(formsOf(reports)).toEqual(new Set(['IPv6 IPv6']));
    const translated = reports.flatMap(({ snatIp, dnatIp }) => [snatIp, dnatIp]).filter((ip) => ip !== undefined);
    expect(translated.length).toBeGreaterThan(10);
    expect(translated.every((ip) => IPV6.test(ip))).toBe(true);
  });

  it('has them in kube-state-metrics and in the addresses of targets, too', () => {
    const families = kubeStateFamilies(world, new AgentFleet(world, NOON_MS), NOON_MS);
    const values = (metric: string, label: string) => samplesOf(families, metric).map(({ labels }) => labels[label]);
    const all = [
      ...values('kube_pod_info', 'pod_ip'),
      ...values('kube_pod_info', 'host_ip'),
      ...values('kube_node_info', 'internal_ip'),
      ...values('kube_service_info', 'cluster_ip').filter((ip) => ip !== 'None'),
    ];
    expect(all.filter((ip) => !IPV6.test(ip ?? ''))).toEqual([]);
    expect(agentTargets(world, 'host')[0]?.labels.instance).toMatch(/^\[2001:db8::[0-9a-f:]+\]:9109$/);
  });

  it('has the same traffic as the IPv4 world', () => {
    expect(pairTruths(world, ...WINDOW)).toEqual(pairTruths(ipv4World, ...WINDOW));
    const bytes = (of: typeof world) => podTruths(of, ...WINDOW).map(({ pod, bytesIn }) => ({ pod, bytesIn }));
    expect(bytes(world)).toEqual(bytes(ipv4World));
  });
});

describe('an IPv4 world whose servers listen on both kinds of addresses', () => {
  const world = worldOf('IPv4-mapped');

  it('has mapped addresses only in reports of servers, and in those of most servers', () => {
    const reports = world.flowReports(...WINDOW);
    expect(formsOf(reports.filter((report) => report.localIsClient))).toEqual(new Set(['IPv4 IPv4']));
    expect(formsOf(reports.filter((report) => !report.localIsClient))).toEqual(new Set(['IPv4 IPv4', 'mapped mapped']));
  });

  it('is the same as the IPv4 world in everything else', () => {
    const plain = (ip: string) => ip.replace('::ffff:', '');
    const reports = world.flowReports(...WINDOW).map((report) => ({
      ...report,
      local: { ...report.local, ip: plain(report.local.ip) },
      remote: { ...report.remote, ip: plain(report.remote.ip) },
    }));
    expect(reports).toEqual(ipv4World.flowReports(...WINDOW));
  });

  it('has the mapped form in the flow series', () => {
    const { node, cell } = required(world.find(required(world.nodes[3], 'node').name), 'node');
    const samples = samplesOf(
      new FlowSeries(world, node, cell, NOON_MS).scrape(NOON_MS + 30_000),
      'nfm_bytes_received'
    );
    const ofServers = samples.filter(({ labels }) => labels.remote_port === '0');
    expect(ofServers.some(({ labels }) => MAPPED.test(labels.local_address ?? ''))).toBe(true);
  });
});

describe('a dual-stack world', () => {
  const world = worldOf('dual-stack');

  it('has conversations of both kinds, each with the same kind at both endpoints', () => {
    const reports = world.flowReports(...WINDOW);
    expect(formsOf(reports)).toEqual(new Set(['IPv4 IPv4', 'mapped mapped', 'IPv6 IPv6']));
    const kinds = new Map<string, Set<string>>();
    for (const { local, remote, localIsClient, serverPort } of reports) {
      const [client, server] = localIsClient ? [local, remote] : [remote, local];
      if (client.podName && server.podName) {
        const key = `${client.podName} ${server.podName} ${serverPort}`;
        kinds.set(key, (kinds.get(key) ?? new Set()).add(IPV6.test(local.ip) ? 'IPv6' : 'IPv4'));
      }
    }
    expect([...kinds.values()].every((used) => used.size === 1)).toBe(true);
    expect(new Set([...kinds.values()].flatMap((used) => [...used]))).toEqual(new Set(['IPv4', 'IPv6']));
  });

  it('lists IPv4 first, and both addresses in kube_pod_ips', () => {
    const families = kubeStateFamilies(world, new AgentFleet(world, NOON_MS), NOON_MS);
    const pod = required(podsOf(world, 'ecommerce/orders', NOON_MS)[0], 'pod');
    const of = (metric: string) => samplesOf(families, metric).filter(({ labels }) => labels.uid === pod.uid);
    expect(of('kube_pod_info').map(({ labels }) => labels.pod_ip)).toEqual([expect.stringMatching(IPV4)]);
    expect(of('kube_pod_ips').map(({ labels }) => [labels.ip_family, labels.ip])).toEqual([
      ['4', pod.ip],
      ['6', ipv6Of(pod.ip)],
    ]);
    expect(
      samplesOf(kubeStateFamilies(ipv4World, new AgentFleet(ipv4World, NOON_MS), NOON_MS), 'kube_pod_ips')
    ).toEqual([]);
  });
});

it.each(['IPv4-mapped', 'IPv6', 'dual-stack'] as const)('does not change the metrics of an agent: %s', (ipFamily) => {
  const text = (family: IpFamily) => {
    const world = worldOf(family);
    const { node, cell } = required(world.find(required(world.nodes[3], 'node').name), 'node');
    return new Agent(world, node, cell, NOON_MS).metricsText(NOON_MS + MINUTE_MS);
  };
  expect(text(ipFamily)).toBe(text('IPv4'));
  expect(podsAt(worldOf(ipFamily), NOON_MS).map((pod) => pod.name)).toEqual(
    podsAt(ipv4World, NOON_MS).map((pod) => pod.name)
  );
});
