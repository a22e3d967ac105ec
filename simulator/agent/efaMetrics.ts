/**
 * Elastic Fabric Adapter counters (aws/network-flow-monitor-agent,
 * open_metrics/providers/efa_metrics_provider.rs): only on nodes with devices, change since the last
 * scrape, read when the process starts.
 */
import { type Cell } from '../world/cell';
import { countEfa, podOfDevice } from '../world/efa';
import { type ClusterNode } from '../world/nodes';
import { type GaugeDescription, type GaugeSet } from './gauges';

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

export class EfaMetrics {
  constructor(
    private readonly node: ClusterNode,
    private readonly cell: Cell,
    private readonly gauges: GaugeSet
  ) {}

  update(sinceMs: number, nowMs: number): void {
    for (const device of this.node.efaDevices) {
      const pod = podOfDevice(this.cell, this.node, device, nowMs);
      const labels = {
        device: device.device,
        instance_id: this.node.instanceId,
        namespace: pod?.namespace ?? UNRESOLVED,
        node: this.node.name,
        pod: pod?.name ?? UNRESOLVED,
        port: device.port,
      };
      for (const { name } of EFA_GAUGES) {
        this.gauges.set(name, labels, countEfa(this.node, device, name, sinceMs, nowMs));
      }
    }
  }
}
