/**
 * The per-flow series that an agent can also send to Amazon Managed Service for Prometheus
 * (aws/network-flow-monitor-agent, reports/publisher_amp.rs): one sample per flow and report. A flow without a report
 * has no sample, and a label that the agent does not know is omitted.
 */
import { type FlowReport, type ReportedEndpoint } from '../world/flowReports';
import { reportsOfNodes } from '../world/flowReporter';
import { type Cell } from '../world/cell';
import { type ClusterNode } from '../world/nodes';
import { floorTo, REPORT_PERIOD_MS } from '../world/time';
import { type World } from '../world/world';
import { type Labels, type MetricFamily } from '../exposition/exposition';

const SERIES: Array<[string, (report: FlowReport) => number]> = [
  ['nfm_bytes_received', (report) => report.bytesReceived],
  ['nfm_bytes_delivered', (report) => report.bytesDelivered],
  ['nfm_segments_received', (report) => report.segmentsReceived],
  ['nfm_segments_delivered', (report) => report.segmentsDelivered],
  ['nfm_retrans_syn', (report) => report.retransmissionsSyn],
  ['nfm_retrans_est', (report) => report.retransmissionsEstablished],
  ['nfm_rtos_syn', (report) => report.timeoutsSyn],
  ['nfm_rtos_est', (report) => report.timeoutsEstablished],
  ['nfm_sockets_established', (report) => report.socketsEstablished],
  ['nfm_sockets_completed', (report) => report.socketsCompleted],
];

function endpointLabels(side: 'local' | 'remote', endpoint: ReportedEndpoint): Labels {
  return {
    ...(endpoint.podName && { [`${side}_pod`]: endpoint.podName }),
    ...(endpoint.podNamespace && { [`${side}_namespace`]: endpoint.podNamespace }),
    ...(endpoint.serviceName && { [`${side}_service`]: endpoint.serviceName }),
  };
}

function labelsOf(report: FlowReport, node: ClusterNode, cluster: string | undefined): Labels {
  return {
    protocol: 'TCP',
    local_address: report.local.ip,
    remote_address: report.remote.ip,
    // A client's port changes with every connection; the agent reports all of a client's ports as one flow.
    local_port: String(report.localIsClient ? 0 : report.serverPort),
    remote_port: String(report.localIsClient ? report.serverPort : 0),
    instance_id: node.instanceId,
    ...(cluster !== undefined && { k8s_cluster: cluster }),
    k8s_node: node.name,
    ...endpointLabels('local', report.local),
    ...endpointLabels('remote', report.remote),
  };
}

/** The values that identify a flow on a node. */
function flowKey({ local, remote, localIsClient, serverPort }: FlowReport): string {
  const { ip: localIp, podName: localPod, podNamespace: localNamespace } = local;
  const { ip: remoteIp, podName: remotePod, podNamespace: remoteNamespace } = remote;
  return [localIsClient, serverPort, localIp, localNamespace, localPod, remoteIp, remoteNamespace, remotePod].join();
}

/** The flow series of one node. Each scrape returns the reports since the previous one. */
export class FlowSeries {
  private readAtMs: number;
  /** Created once per flow, so that their text is also created only once. */
  private readonly knownLabels = new Map<string, Labels>();

  constructor(
    private readonly world: World,
    private readonly node: ClusterNode,
    private readonly cell: Cell,
    startMs: number
  ) {
    this.readAtMs = floorTo(startMs, REPORT_PERIOD_MS);
  }

  /** Behaves as if the series were enabled at `timeMs`: earlier reports are in no sample. */
  beginAt(timeMs: number): void {
    this.readAtMs = floorTo(timeMs, REPORT_PERIOD_MS);
  }

  /** The samples of all report periods of 30 s that were completed since the last scrape, summed per flow. */
  scrape(nowMs: number): MetricFamily[] {
    const completeMs = Math.max(this.readAtMs, floorTo(nowMs, REPORT_PERIOD_MS));
    const reports = reportsOfNodes(this.cell, [this.node], this.world, this.readAtMs, completeMs);
    this.readAtMs = completeMs;
    const labeled = reports.map((report) => ({ report, labels: this.labels(report) }));
    return SERIES.map(([name, valueOf]) => ({
      name,
      help: 'Value of the flow in the reports since the last scrape.',
      type: 'gauge',
      samples: labeled.map(({ report, labels }) => ({ labels, value: valueOf(report) })),
    }));
  }

  private labels(report: FlowReport): Labels {
    const key = flowKey(report);
    const { facts, options } = this.world;
    const cluster = options.agentInstallation === 'Helm chart' ? undefined : facts.name;
    const labels = this.knownLabels.get(key) ?? labelsOf(report, this.node, cluster);
    this.knownLabels.set(key, labels);
    return labels;
  }
}
