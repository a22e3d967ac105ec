/** A handmade world for the API's own tests: a few connections, each reported as the agents would report it. */
import { clusterFacts, type ClusterFacts } from '../../world/clusterFacts';
import { type FlowReport, type FlowReportSource, type ReportedEndpoint } from '../../world/flowReports';

/** The AWS facts of the handmade world. */
export const cluster: ClusterFacts = clusterFacts('test');

/** A pod in a zone, with the cluster's networks. */
export function podEndpoint(name: string, zoneIndex: number, ip: string): ReportedEndpoint {
  const zone = cluster.zones[zoneIndex];
  const subnet = cluster.subnets[zoneIndex];
  return {
    ip,
    instanceId: `i-0000000000000000${zoneIndex}`,
    subnetId: subnet?.subnetId,
    vpcId: subnet?.vpcId,
    region: cluster.region,
    azId: zone?.azId,
    podName: name,
    podNamespace: 'shop',
    serviceName: name,
  };
}

/** A report from web to orders with the given changes. */
export function report(changes: Partial<FlowReport> = {}): FlowReport {
  return {
    local: podEndpoint('web', 0, '10.0.0.1'),
    remote: podEndpoint('orders', 1, '10.1.0.1'),
    localIsClient: true,
    serverPort: 8080,
    category: 'INTER_AZ',
    bytesDelivered: 1_000,
    bytesReceived: 9_000,
    segmentsDelivered: 100,
    segmentsReceived: 100,
    retransmissionsSyn: 0,
    retransmissionsEstablished: 0,
    timeoutsSyn: 0,
    timeoutsEstablished: 0,
    socketsEstablished: 1,
    socketsCompleted: 1,
    constructs: [],
    ...changes,
  };
}

/** The report of the same connection from the other endpoint. */
export function mirrorOf(original: FlowReport, changes: Partial<FlowReport> = {}): FlowReport {
  const { local, remote, localIsClient, bytesDelivered, bytesReceived } = original;
  return report({
    ...original,
    local: remote,
    remote: local,
    localIsClient: !localIsClient,
    bytesDelivered: bytesReceived,
    bytesReceived: bytesDelivered,
    ...changes,
  });
}

/** Many clients of one server, each with a different amount: enough for several pages. */
export function manyReports(count: number): FlowReport[] {
  return Array.from({ length: count }, (_, index) =>
    report({
      local: podEndpoint(`client-${index}`, 0, `10.0.${Math.floor(index / 250)}.${index % 250}`),
      bytesDelivered: 1_000 * (index % 7),
    })
  );
}

/** A source with the same reports in every 30-second period, summed over the window. */
export function steadySource(reports: readonly FlowReport[]): FlowReportSource {
  return {
    flowReports: (startMs, endMs) => {
      const periods = Math.floor(endMs / 30_000) - Math.ceil(startMs / 30_000);
      return periods <= 0 ? [] : reports.map((each) => times(each, periods));
    },
  };
}

function times(each: FlowReport, periods: number): FlowReport {
  return {
    ...each,
    bytesDelivered: each.bytesDelivered * periods,
    bytesReceived: each.bytesReceived * periods,
    segmentsDelivered: each.segmentsDelivered * periods,
    segmentsReceived: each.segmentsReceived * periods,
    retransmissionsSyn: each.retransmissionsSyn * periods,
    retransmissionsEstablished: each.retransmissionsEstablished * periods,
    timeoutsSyn: each.timeoutsSyn * periods,
    timeoutsEstablished: each.timeoutsEstablished * periods,
  };
}
