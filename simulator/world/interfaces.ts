/** The counters of the pods' network interfaces. */
import { type Cell } from './cell';
import { type EndpointPair } from './pairs';
import { type Pod } from './pods';
import { accumulate } from './traffic';
import * as at from './trafficAmounts';
import { amount, type Amounts, zeroAmounts } from './trafficAmounts';

/** The counters of one interface from the view of the pod: "in" is toward it. Bytes include headers. */
export interface InterfaceCounts {
  bytesIn: number;
  bytesOut: number;
  packetsIn: number;
  packetsOut: number;
}

/** The counters of a pod. */
export interface PodCounts {
  primary: InterfaceCounts;
  /** The Multus attachment, for pods that have one. */
  second: InterfaceCounts;
  /** TCP connections that others opened to the pod, per network namespace and therefore for all its interfaces. */
  connectionsIn: number;
  connectionsOut: number;
}

/** A pod and a time span [fromMs, toMs). */
export interface PodWindow {
  pod: Pod;
  fromMs: number;
  toMs: number;
}

function noInterfaceCounts(): InterfaceCounts {
  return { bytesIn: 0, bytesOut: 0, packetsIn: 0, packetsOut: 0 };
}

function noPodCounts(): PodCounts {
  return { primary: noInterfaceCounts(), second: noInterfaceCounts(), connectionsIn: 0, connectionsOut: 0 };
}

function countPair(counts: PodCounts, pod: Pod, pair: EndpointPair, amounts: Amounts): void {
  const isClient = pair.client === pod;
  const target = isClient && pair.conversation.spec.onSecondInterface ? counts.second : counts.primary;
  if (isClient) {
    target.bytesOut += amount(amounts, at.SENT_BYTES_UP);
    target.packetsOut += amount(amounts, at.SENT_PACKETS_UP);
    target.bytesIn += amount(amounts, at.RECEIVED_BYTES_DOWN);
    target.packetsIn += amount(amounts, at.RECEIVED_PACKETS_DOWN);
    counts.connectionsOut += amount(amounts, at.CONNECTIONS);
  } else {
    target.bytesIn += amount(amounts, at.RECEIVED_BYTES_UP);
    target.packetsIn += amount(amounts, at.RECEIVED_PACKETS_UP);
    target.bytesOut += amount(amounts, at.SENT_BYTES_DOWN);
    target.packetsOut += amount(amounts, at.SENT_PACKETS_DOWN);
    counts.connectionsIn += amount(amounts, at.CONNECTIONS);
  }
}

/** One array that is reused. */
const amounts = zeroAmounts();

/**
 * The counts of each window, in the order of the windows. Computed hour by hour for all pods, because hours are
 * expensive to compute.
 */
export function countPods(cell: Cell, windows: PodWindow[]): PodCounts[] {
  const counts = windows.map(noPodCounts);
  const fromMs = Math.min(...windows.map((window) => window.fromMs));
  const toMs = Math.max(...windows.map((window) => window.toMs));
  for (const hour of cell.hoursIn(fromMs, toMs)) {
    windows.forEach((window, index) => {
      const sum = counts[index];
      for (const pair of hour.pairsOf.get(window.pod) ?? []) {
        amounts.fill(0);
        accumulate(pair, window.fromMs, window.toMs, amounts);
        if (sum) {
          countPair(sum, window.pod, pair, amounts);
        }
      }
    });
  }
  return counts;
}
