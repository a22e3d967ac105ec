import { type AgentMetric, type MetricUnit } from './metric';

/**
 * Elastic Fabric Adapter, RDMA traffic that passes by the pods' interfaces: only on nodes with such
 * devices, from agent 1.1.6 on (open_metrics/providers/efa_metrics_provider.rs); what they count is in the
 * Amazon EC2 User Guide, "Monitor an Elastic Fabric Adapter". The agent names the
 * pod that a device is given to, or "unknown".
 *
 * Agents with pull request 123 (August 2026) remove the series of a device that goes or is given to another pod, and print the
 * whole counter of a device that comes back; older ones repeat the last value. Both are guarded against.
 */

const efa = (name: string, title: string, unit: MetricUnit, description: string): AgentMetric => ({
  name: `efa_${name}`,
  title: `EFA ${title}`,
  unit,
  subject: 'device',
  combine: 'sum',
  description,
});

/** Of every device. */
const TRAFFIC = [
  efa('tx_bytes', 'bytes sent', 'bytes', 'Bytes that the device sent, whatever for.'),
  efa('rx_bytes', 'bytes received', 'bytes', 'Bytes that the device received, whatever for.'),
  efa('tx_pkts', 'packets sent', 'packets', 'Packets that the device sent.'),
  efa('rx_pkts', 'packets received', 'packets', 'Packets that the device received.'),
  efa(
    'rx_drops',
    'packets dropped',
    'packets',
    'Packets that arrived and were dropped: the receiver does not keep up.'
  ),
  efa('send_bytes', 'send bytes', 'bytes', 'Bytes sent by send operations, without RDMA reads and writes.'),
  efa('recv_bytes', 'receive bytes', 'bytes', 'Bytes received by receive operations, without RDMA reads and writes.'),
  efa('send_wrs', 'send requests', 'work requests', 'Send operations that applications asked for.'),
  efa('recv_wrs', 'receive requests', 'work requests', 'Receive operations that applications asked for.'),
  efa('rdma_read_wrs', 'RDMA read requests', 'work requests', 'RDMA reads of remote memory that were completed.'),
  efa('rdma_read_bytes', 'RDMA read bytes', 'bytes', 'Bytes read from remote memory.'),
  efa('rdma_write_wrs', 'RDMA write requests', 'work requests', 'RDMA writes to remote memory that were completed.'),
  efa('rdma_write_bytes', 'RDMA write bytes', 'bytes', 'Bytes written to remote memory.'),
  efa('rdma_read_wr_err', 'RDMA read errors', 'errors', 'RDMA reads that failed, here or at the remote end.'),
  efa('rdma_write_wr_err', 'RDMA write errors', 'errors', 'RDMA writes that failed, here or at the remote end.'),
  efa('rdma_read_resp_bytes', 'RDMA read response bytes', 'bytes', 'Bytes sent in answer to others’ RDMA reads.'),
  efa('rdma_write_recv_bytes', 'RDMA write received bytes', 'bytes', 'Bytes that others’ RDMA writes put here.'),
];

/** Of Scalable Reliable Datagram, the transport below; on Nitro v4 and newer. */
const RELIABILITY = [
  efa('retrans_bytes', 'retransmitted bytes', 'bytes', 'Bytes sent again because they were lost on the way.'),
  efa('retrans_pkts', 'retransmitted packets', 'packets', 'Packets sent again because they were lost on the way.'),
  efa(
    'retrans_timeout_events',
    'retransmission timeouts',
    'events',
    'Times that no answer came and the path was given up for another.'
  ),
  efa(
    'impaired_remote_conn_events',
    'impaired connections',
    'events',
    'Times that a connection was impaired and its throughput limited.'
  ),
  efa(
    'unresponsive_remote_events',
    'unresponsive remotes',
    'events',
    'Times that a remote end stopped answering. Look at the instance at the other end.'
  ),
];

export const EFA_METRICS: readonly AgentMetric[] = [...TRAFFIC, ...RELIABILITY];
