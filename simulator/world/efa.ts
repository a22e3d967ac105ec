/** Elastic Fabric Adapter traffic of the training pods: RDMA, which bypasses the pods' network interfaces. */
import { type Cell } from './cell';
import { combine, hashText, unit } from './hash';
import { type ClusterNode, type EfaDevice } from './nodes';
import { type Pod, runsAt } from './pods';
import { floorTo, TICK_MS } from './time';
import { passedBy } from './traffic';

/** The average per tick for one device of a busy trainer. */
const AMOUNT_PER_TICK: Record<string, number> = {
  efa_tx_bytes: 3.1e9,
  efa_rx_bytes: 3.0e9,
  efa_tx_pkts: 372_000,
  efa_rx_pkts: 361_000,
  efa_rx_drops: 0.02,
  efa_send_bytes: 4.2e7,
  efa_recv_bytes: 4.1e7,
  efa_send_wrs: 5200,
  efa_recv_wrs: 5150,
  efa_rdma_read_wrs: 900,
  efa_rdma_read_bytes: 1.4e8,
  efa_rdma_write_wrs: 46_000,
  efa_rdma_write_bytes: 2.9e9,
  efa_rdma_read_resp_bytes: 1.4e8,
  efa_rdma_write_recv_bytes: 2.8e9,
  efa_retrans_bytes: 52_000,
  efa_retrans_pkts: 6,
  efa_retrans_timeout_events: 0.05,
  efa_rdma_read_wr_err: 0.01,
  efa_rdma_write_wr_err: 0.01,
  efa_impaired_remote_conn_events: 0.01,
  efa_unresponsive_remote_events: 0.01,
};

/** The amount of a tick; `counter` is the name of the agent's metric. */
function tickAmount(hash: number, counter: string, tick: number): number {
  const average = AMOUNT_PER_TICK[counter] ?? 0;
  // All counters of a device increase and decrease together, with the steps of the training.
  const busy = 0.5 + unit(combine(hash, tick));
  return Math.floor(average * busy + unit(combine(combine(hash, hashText(counter)), tick)));
}

/** What a device counts in [fromMs, toMs); `counter` is the name of the agent's metric. */
export function countEfa(node: ClusterNode, device: EfaDevice, counter: string, fromMs: number, toMs: number): number {
  const hash = combine(node.hash, hashText(device.device));
  let sum = 0;
  for (let tickMs = floorTo(fromMs, TICK_MS); tickMs < toMs; tickMs += TICK_MS) {
    const value = tickAmount(hash, counter, tickMs / TICK_MS);
    sum += passedBy(value, Math.min(toMs - tickMs, TICK_MS)) - passedBy(value, Math.max(fromMs - tickMs, 0));
  }
  return sum;
}

/**
 * The pod that a device is assigned to; the GPU pods on a node share its devices evenly. Undefined if there is none.
 */
export function podOfDevice(cell: Cell, node: ClusterNode, device: EfaDevice, timeMs: number): Pod | undefined {
  const pods = cell
    .pods(timeMs, timeMs + 1)
    .filter((pod) => pod.node === node && pod.spec.needsGpu && runsAt(pod, timeMs))
    .sort((first, second) => (first.name < second.name ? -1 : 1));
  const position = node.efaDevices.indexOf(device);
  return pods[Math.floor((position * pods.length) / node.efaDevices.length)];
}
