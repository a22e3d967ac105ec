/** @jest-environment ./e2e/support/browserWithFetch.js */
import { type DataQueryRequest, type DataSourceApi, LoadingState } from '@grafana/data';
import { type FetchResponse } from '@grafana/runtime';
import { from, lastValueFrom, map } from 'rxjs';
import { type Simulator, startSimulator } from '../../simulator';
import { droppedPackets } from '../../simulator/policies/droppedPackets';
import { ManualClock } from '../../simulator/world/clock';
import { HOUR_MS, MINUTE_MS } from '../../simulator/world/time';
import { clusterServices } from '../../simulator/world/services';
import { clusterFacts } from '../../src/core/kubernetes/clusterFacts';
import {
  type DeniedPair,
  deniedConnections,
  deniedPairs,
  servicesByAddress,
} from '../../src/core/policyLog/deniedConnections';
import { readPolicyLog } from '../../src/core/policyLog/policyLog';
import { NO_NAMED_NETWORKS } from '../../src/core/flow/namedNetworks';
import { PolicyLogs } from '../../src/datasource/cloudwatch/policyLogs';
import { noPolicyLog } from '../../src/datasource/messages';
import { type CloudWatchLogsQuery, runLogsQuery } from '../../workbench/page/cloudwatch/logs';

const NOW_MS = Date.parse('2026-11-24T12:00:00Z');
const AFTER_MS = NOW_MS + 5 * MINUTE_MS;
const RANGE = { startMs: NOW_MS - HOUR_MS, endMs: AFTER_MS };

let mockSimulator: Simulator;

/** Sends a request of Grafana's data source to the simulated CloudWatch, signed for a Region. */
const mockFetch = async ({ url, headers, data }: { url: string; headers: Record<string, string>; data: object }) => {
  const credential = `Credential=simulated/20261124/${url}/logs/aws4_request`;
  const response = await fetch(mockSimulator.cloudWatchUrl, {
    method: 'POST',
    headers: { ...headers, Authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=00` },
    body: JSON.stringify(data),
  });
  const body: unknown = await response.json();
  if (!response.ok) {
    throw Object.assign(new Error(JSON.stringify(body)), { status: response.status, data: body });
  }
  return { data: body } as FetchResponse;
};
const mockCloudWatch = {
  getRef: () => ({ uid: 'cloudwatch' }),
  query: ({ targets: [target], range }: DataQueryRequest<CloudWatchLogsQuery>) =>
    runLogsQuery('us-east-1', target as CloudWatchLogsQuery, range).pipe(
      map((frame) => ({ data: [frame], state: LoadingState.Done }))
    ),
} as unknown as DataSourceApi;
jest.mock('@grafana/runtime', () => ({
  getDataSourceSrv: () => ({ get: () => Promise.resolve(mockCloudWatch) }),
  getBackendSrv: () => ({ fetch: (request: Parameters<typeof mockFetch>[0]) => from(mockFetch(request)) }),
  isFetchError: (failure: object) => 'status' in failure,
}));

const DENY_ALL = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'retail-store', name: 'default-deny' },
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
};

async function startWith(dns: 'coredns' | 'auto-mode'): Promise<void> {
  const clock = new ManualClock(NOW_MS);
  mockSimulator = await startSimulator({
    ...{ clock, dns, epochMs: NOW_MS - 6 * HOUR_MS },
    scenario: () => [],
  });
  const body = JSON.stringify([DENY_ALL]);
  expect((await fetch(`${mockSimulator.url}/kubernetes/policies`, { method: 'PUT', body })).status).toBe(200);
  clock.advanceTo(AFTER_MS);
}

afterEach(() => mockSimulator.close());

/** The pods and Services of the world, as kube-state-metrics names them. */
function names() {
  const { world } = mockSimulator;
  const pods = world.cells.flatMap((cell) => cell.pods(NOW_MS, AFTER_MS));
  const cluster = clusterFacts({
    pods: pods.map(({ namespace, name, ip, node }) => ({ namespace, pod: name, pod_ip: ip, node: node.name })),
    podOwners: pods.map(({ namespace, name, spec }) => ({
      ...{ namespace, pod: name, owner_kind: 'StatefulSet', owner_name: spec.workload },
    })),
    replicaSetOwners: [],
    jobOwners: [],
    nodes: world.nodes.map(({ name, ip }) => ({ node: name, internal_ip: ip })),
  });
  const services = clusterServices(world.workloads).map(({ namespace, name, clusterIp }) => ({
    ...{ namespace, service: name, cluster_ip: clusterIp },
  }));
  return { lookup: { cluster, networks: NO_NAMED_NETWORKS }, serviceAt: servicesByAddress(services) };
}

async function pairs(): Promise<DeniedPair[]> {
  const rows = await lastValueFrom(new PolicyLogs('cloudwatch').rowsOf('demo', RANGE));
  const log = readPolicyLog(rows);
  expect([log.malformed, log.others]).toEqual([0, 0]);
  const { lookup, serviceAt } = names();
  return deniedPairs(deniedConnections(log.denied, lookup, serviceAt));
}

it('denied connections have the packets that the policies dropped, by workload and Service', async () => {
  await startWith('coredns');
  const { world } = mockSimulator;
  const dropped = world.cells.flatMap((cell) => droppedPackets(cell, world.facts, RANGE.startMs, RANGE.endMs));
  const found = await pairs();
  const sum = (of: (pair: DeniedPair) => number) => found.reduce((total, pair) => total + of(pair), 0);
  expect(dropped.length).toBeGreaterThan(1_000);
  expect(sum(({ packets }) => packets)).toBe(dropped.length);
  const attempts = dropped.map((packet) =>
    [
      packet.node.name,
      packet.sourceIp,
      packet.sourcePort,
      packet.destinationIp,
      packet.destinationPort,
      packet.protocol,
      packet.tier,
    ].join()
  );
  expect(sum((pair) => pair.attempts)).toBe(new Set(attempts).size);
  expect(Math.min(...found.map(({ firstMs }) => firstMs))).toBe(Math.min(...dropped.map(({ timeMs }) => timeMs)));
  const texts = found.map(
    ({ client, server, port, protocol, tier }) => `${client} -> ${server}:${port} ${protocol} ${tier}`
  );
  // The server's node drops what arrives at a pod.
  expect(texts).toContain('istio-ingress/istio-ingressgateway -> retail-store/ui:8080 TCP NETWORK_POLICY');
  // The client's node drops what it sends to a Service.
  expect(texts).toContain('retail-store/ui -> retail-store/catalog:80 TCP NETWORK_POLICY');
  expect(texts.some((text) => text.includes(' UDP '))).toBe(true);
  const isOfPod = (name: string) => /^10\.[012]\./.test(name);
  expect(found.filter(({ client, server }) => isOfPod(client) || isOfPod(server))).toEqual([]);
});

it('there is no log in EKS Auto Mode', async () => {
  await startWith('auto-mode');
  await expect(pairs()).rejects.toThrow(noPolicyLog('/aws/eks/demo/cluster'));
});
