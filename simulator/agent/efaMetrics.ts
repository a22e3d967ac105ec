/**
 * Elastic Fabric Adapter counters (aws/network-flow-monitor-agent, open_metrics/providers/efa_metrics_provider.rs).
 * They exist only on nodes with such devices and hold the change since the last scrape; the provider reads the counters
 * when the process starts. Since pull request 123, the provider removes the series of a device that is absent or
 * belongs to another pod, and drops its state for an absent device: when the device returns, its whole counter shows up
 * in one sample.
 */
import { isOnAt } from '../incidents/incident';
import { isAgentSince } from '../world/agentGeneration';
import { type Cell } from '../world/cell';
import { countEfa, podOfDevice } from '../world/efa';
import { type ClusterNode, type EfaDevice } from '../world/nodes';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { type Labels, labelText } from '../exposition/exposition';
import { type GaugeDescription, type GaugeSet } from './gauges';

/** The agent's `efa_*` gauges with its own help texts. */
export const EFA_GAUGES: readonly GaugeDescription[] = [
  { name: 'efa_tx_bytes', help: 'Bytes transmitted via EFA device since last scrape' },
  { name: 'efa_rx_bytes', help: 'Bytes received via EFA device since last scrape' },
  { name: 'efa_tx_pkts', help: 'Packets transmitted via EFA device since last scrape' },
  { name: 'efa_rx_pkts', help: 'Packets received via EFA device since last scrape' },
  { name: 'efa_rx_drops', help: 'Receive drops on EFA device since last scrape' },
  { name: 'efa_send_bytes', help: 'RDMA send bytes on EFA device since last scrape' },
  { name: 'efa_recv_bytes', help: 'RDMA recv bytes on EFA device since last scrape' },
  { name: 'efa_send_wrs', help: 'RDMA send work requests on EFA device since last scrape' },
  { name: 'efa_recv_wrs', help: 'RDMA recv work requests on EFA device since last scrape' },
  { name: 'efa_rdma_read_wrs', help: 'RDMA read work requests on EFA device since last scrape' },
  { name: 'efa_rdma_read_bytes', help: 'RDMA read bytes on EFA device since last scrape' },
  { name: 'efa_rdma_write_wrs', help: 'RDMA write work requests on EFA device since last scrape' },
  { name: 'efa_rdma_write_bytes', help: 'RDMA write bytes on EFA device since last scrape' },
  { name: 'efa_rdma_read_wr_err', help: 'RDMA read work request errors on EFA device since last scrape' },
  { name: 'efa_rdma_write_wr_err', help: 'RDMA write work request errors on EFA device since last scrape' },
  { name: 'efa_rdma_read_resp_bytes', help: 'RDMA read response bytes on EFA device since last scrape' },
  { name: 'efa_rdma_write_recv_bytes', help: 'RDMA write received bytes on EFA device since last scrape' },
  { name: 'efa_retrans_bytes', help: 'SRD retransmitted bytes on EFA device since last scrape (Nitro v4+)' },
  { name: 'efa_retrans_pkts', help: 'SRD retransmitted packets on EFA device since last scrape (Nitro v4+)' },
  {
    name: 'efa_retrans_timeout_events',
    help: 'SRD retransmission timeout events on EFA device since last scrape (Nitro v4+)',
  },
  {
    name: 'efa_impaired_remote_conn_events',
    help: 'Impaired remote connection events on EFA device since last scrape (Nitro v4+)',
  },
  {
    name: 'efa_unresponsive_remote_events',
    help: 'Unresponsive remote events on EFA device since last scrape (Nitro v4+)',
  },
];

const UNRESOLVED = 'unknown';

/** The provider's state for a device. */
interface KnownDevice {
  /** When the counters were last read. Their values can be computed from it. */
  readAtMs: number;
  /** The labels of its series. */
  labels?: Labels;
}

/** One agent process' view of the node's Elastic Fabric Adapters. */
export class EfaMetrics {
  private readonly known = new Map<EfaDevice, KnownDevice>();

  constructor(
    private readonly world: SimulatedWorld,
    private readonly node: ClusterNode,
    private readonly cell: Cell,
    private readonly gauges: GaugeSet,
    startMs: number
  ) {
    this.devicesAt(startMs).forEach((device) => this.known.set(device, { readAtMs: startMs }));
  }

  /** Reads the counters at a scrape and sets the gauges to the change since the last one. */
  update(nowMs: number): void {
    const present = this.devicesAt(nowMs);
    if (isAgentSince(this.world.options, '2026-09')) {
      this.node.efaDevices.filter((device) => !present.includes(device)).forEach((device) => this.forget(device));
    }
    present.forEach((device) => this.publish(device, nowMs));
  }

  private devicesAt(timeMs: number): EfaDevice[] {
    const absent = this.world.incidents
      .onNode('efa-device-absent', this.node.name)
      .filter((incident) => isOnAt(incident, timeMs))
      .map((incident) => this.node.efaDevices[incident.device]);
    return this.node.efaDevices.filter((device) => !absent.includes(device));
  }

  private publish(device: EfaDevice, nowMs: number): void {
    const known = this.known.get(device);
    const labels = this.labelsOf(device, nowMs);
    const isReassigned = known?.labels && labelText(known.labels) !== labelText(labels);
    if (isReassigned && isAgentSince(this.world.options, '2026-09')) {
      this.removeSeries(known);
    }
    // A device without a baseline counts from zero.
    const sinceMs = known?.readAtMs ?? this.world.options.epochMs;
    for (const { name } of EFA_GAUGES) {
      this.gauges.set(name, labels, countEfa(this.node, device, name, sinceMs, nowMs));
    }
    this.known.set(device, { readAtMs: nowMs, labels });
  }

  private labelsOf(device: EfaDevice, nowMs: number): Labels {
    const pod = podOfDevice(this.cell, this.node, device, nowMs);
    return {
      device: device.device,
      instance_id: this.node.instanceId,
      namespace: pod?.namespace ?? UNRESOLVED,
      node: this.node.name,
      pod: pod?.name ?? UNRESOLVED,
      port: device.port,
    };
  }

  private forget(device: EfaDevice): void {
    this.removeSeries(this.known.get(device));
    this.known.delete(device);
  }

  private removeSeries(known: KnownDevice | undefined): void {
    const { labels } = known ?? {};
    if (labels) {
      EFA_GAUGES.forEach(({ name }) => this.gauges.remove(name, labels));
    }
  }
}
