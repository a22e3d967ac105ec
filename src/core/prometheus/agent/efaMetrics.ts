import { type AgentMetric, type MetricUnit } from './metric';

/**
 * The metrics of Elastic Fabric Adapters, whose RDMA traffic bypasses the pods' interfaces. They exist only on nodes with
 * such devices and since agent 1.1.6 (open_metrics/providers/efa_metrics_provider.rs). Their meaning is in the Amazon EC2
 * User Guide, "Monitor an Elastic Fabric Adapter". The agent reports the pod to which a device is allocated, or "unknown".
 *
 * Agents with pull request 123 (August 2026) remove the series of a device that is detached or allocated to another pod, and
 * export the whole counter of a device that returns. Older agents repeat the last value. There is a guard for both.
 */

const efa = (name: string, title: string, unit: MetricUnit, description: string): AgentMetric => ({
  name: `efa_${name}`,
  title: `EFA ${title}`,
  unit,
  subject: 'device',
  combine: 'sum',
  description,
});

/** Metrics of all devices. */
const TRAFFIC = [
  efa('tx_bytes', 'bytes sent', 'bytes', 'Bytes sent by the device for all operations.'),
  efa('rx_bytes', 'bytes received', 'bytes', 'Bytes received by the device for all operations.'),
  efa('tx_pkts', 'packets sent', 'packets', 'Packets sent by the device.'),
  efa('rx_pkts', 'packets received', 'packets', 'Packets received by the device.'),
  efa(
    'rx_drops',
    'packets dropped',
    'packets',
    'Packets that arrived but were dropped because the receiver does not keep up.'
  ),
  efa('send_bytes', 'send bytes', 'bytes', 'Bytes sent by send operations, excluding RDMA reads and writes.'),
  efa('recv_bytes', 'receive bytes', 'bytes', 'Bytes received by receive operations, excluding RDMA reads and writes.'),
  efa('send_wrs', 'send requests', 'work requests', 'Send operations that applications requested.'),
  efa('recv_wrs', 'receive requests', 'work requests', 'Receive operations that applications requested.'),
  efa('rdma_read_wrs', 'RDMA read requests', 'work requests', 'Completed RDMA reads from remote memory.'),
  efa('rdma_read_bytes', 'RDMA read bytes', 'bytes', 'Bytes read from remote memory.'),
  efa('rdma_write_wrs', 'RDMA write requests', 'work requests', 'Completed RDMA writes to remote memory.'),
  efa('rdma_write_bytes', 'RDMA write bytes', 'bytes', 'Bytes written to remote memory.'),
  efa('rdma_read_wr_err', 'RDMA read errors', 'errors', 'RDMA reads that failed on the local or remote device.'),
  efa('rdma_write_wr_err', 'RDMA write errors', 'errors', 'RDMA writes that failed on the local or remote device.'),
  efa(
    'rdma_read_resp_bytes',
    'RDMA read response bytes',
    'bytes',
    'Bytes sent in response to RDMA reads by other devices.'
  ),
  efa('rdma_write_recv_bytes', 'RDMA write received bytes', 'bytes', 'Bytes received by RDMA writes of other devices.'),
];

/** Metrics of Scalable Reliable Datagram, the underlying transport, on Nitro v4 and later. */
const RELIABILITY = [
  efa('retrans_bytes', 'retransmitted bytes', 'bytes', 'Bytes retransmitted after packet loss.'),
  efa('retrans_pkts', 'retransmitted packets', 'packets', 'Packets retransmitted after packet loss.'),
  efa(
    'retrans_timeout_events',
    'retransmission timeouts',
    'events',
    'Retransmissions that timed out, which changed the network path.'
  ),
  efa(
    'impaired_remote_conn_events',
    'impaired connections',
    'events',
    'Times that a connection was impaired, which limited its throughput.'
  ),
  efa(
    'unresponsive_remote_events',
    'unresponsive remotes',
    'events',
    'Times that a remote device stopped responding. Check the instance at the other end.'
  ),
];

/** All metrics of Elastic Fabric Adapters. */
export const EFA_METRICS: readonly AgentMetric[] = [...TRAFFIC, ...RELIABILITY];
