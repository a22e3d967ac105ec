/**
 * Traffic of the pods' interfaces (aws/network-flow-monitor-agent,
 * open_metrics/providers/interface_metrics_provider.rs): change since the last scrape by anyone.
 * What the provider does not find in one scrape it forgets, and what it does not know it takes to
 * have been zero, so that after a restart every pod shows all it has counted since its start.
 */
import { type Cell } from '../world/cell';
import { type InterfaceCounts, countPods, type PodCounts, type PodWindow } from '../world/interfaces';
import { type ClusterNode } from '../world/nodes';
import { hostInterfaceName, type Pod, runsAt, secondHostInterfaceName } from '../world/pods';
import { type Labels, remembered } from './exposition';
import { type GaugeDescription, type GaugeSet } from './gauges';

export const INTERFACE_GAUGES: readonly GaugeDescription[] = [
  { name: 'ingress_flow', help: 'Ingress TCP flow count' },
  { name: 'egress_flow', help: 'Egress TCP flow count' },
  { name: 'ingress_packets', help: 'Ingress packet count' },
  { name: 'egress_packets', help: 'Egress packet count' },
  { name: 'ingress_bytes', help: 'Ingress bytes count' },
  { name: 'egress_bytes', help: 'Egress bytes count' },
];

/** Before this the pod's address is not known to the agent's watcher. */
const NOTICED_AFTER_MS = 1000;

/** What the provider remembers of a pod's interfaces, by namespace and name as the gauges are. */
interface Baseline {
  pod: Pod;
  /** The counters' state; the counters themselves can be worked out from it. */
  readAtMs: number;
}

export class InterfaceMetrics {
  private baselines = new Map<string, Baseline>();

  constructor(
    private readonly node: ClusterNode,
    private readonly cell: Cell,
    private readonly gauges: GaugeSet
  ) {}

  /** As though all that runs now had been read now. */
  readSilently(nowMs: number): void {
    this.baselines = new Map(this.visiblePods(nowMs).map((pod) => [keyOf(pod), { pod, readAtMs: nowMs }]));
  }

  update(nowMs: number): void {
    const pods = this.visiblePods(nowMs);
    const deltas = this.deltas(pods, nowMs);
    pods.forEach((pod, index) => {
      const delta = deltas[index];
      if (delta) {
        this.publish(pod, delta);
      }
    });
    this.readSilently(nowMs);
  }

  /** Pods with hostNetwork have no interface of their own. */
  private visiblePods(nowMs: number): Pod[] {
    return this.cell
      .pods(nowMs, nowMs + 1)
      .filter((pod) => pod.node === this.node && !pod.spec.hostNetwork)
      .filter((pod) => runsAt(pod, nowMs) && pod.startMs + NOTICED_AFTER_MS <= nowMs);
  }

  private deltas(pods: Pod[], nowMs: number): PodCounts[] {
    const windows = pods.map((pod): PodWindow => {
      const baseline = this.baselines.get(keyOf(pod));
      return { pod, fromMs: baseline?.pod === pod ? baseline.readAtMs : pod.startMs, toMs: nowMs };
    });
    const counts = windows.length > 0 ? countPods(this.cell, windows) : [];
    return counts.map((count, index) => {
      const pod = pods[index];
      const baseline = pod && this.baselines.get(keyOf(pod));
      return baseline && baseline.pod !== pod ? this.sinceNamesake(count, baseline) : count;
    });
  }

  /**
   * A StatefulSet's pod came back under its name: the agent takes the new, small counter for the old
   * one, and a counter that went down for one that stood still.
   */
  private sinceNamesake(count: PodCounts, { pod, readAtMs }: Baseline): PodCounts {
    const [old] = countPods(this.cell, [{ pod, fromMs: pod.startMs, toMs: readAtMs }]);
    return old ? saturatingDifference(count, old) : count;
  }

  private readonly labelsOf = remembered((pod: Pod): [Labels, Labels?] => {
    const onInterface = (iface: string): Labels => ({
      iface,
      instance_id: this.node.instanceId,
      namespace: pod.namespace,
      node: this.node.name,
      pod: pod.name,
    });
    const primary = onInterface(hostInterfaceName(pod));
    return pod.spec.secondInterface ? [primary, onInterface(secondHostInterfaceName(pod))] : [primary];
  });

  private publish(pod: Pod, delta: PodCounts): void {
    const [primary, second] = this.labelsOf(pod);
    const interfaces: Array<[Labels, InterfaceCounts]> = [[primary, delta.primary]];
    if (second) {
      interfaces.push([second, delta.second]);
    }
    for (const [labels, counts] of interfaces) {
      this.gauges.set('ingress_bytes', labels, counts.bytesIn);
      this.gauges.set('egress_bytes', labels, counts.bytesOut);
      this.gauges.set('ingress_packets', labels, counts.packetsIn);
      this.gauges.set('egress_packets', labels, counts.packetsOut);
      // Counted per network namespace, and repeated for each of its interfaces.
      this.gauges.set('ingress_flow', labels, delta.connectionsIn);
      this.gauges.set('egress_flow', labels, delta.connectionsOut);
    }
  }
}

function keyOf(pod: Pod): string {
  return `${pod.namespace}/${pod.name}`;
}

function lessInterface(now: InterfaceCounts, old: InterfaceCounts): InterfaceCounts {
  return {
    bytesIn: Math.max(0, now.bytesIn - old.bytesIn),
    bytesOut: Math.max(0, now.bytesOut - old.bytesOut),
    packetsIn: Math.max(0, now.packetsIn - old.packetsIn),
    packetsOut: Math.max(0, now.packetsOut - old.packetsOut),
  };
}

function saturatingDifference(now: PodCounts, old: PodCounts): PodCounts {
  return {
    primary: lessInterface(now.primary, old.primary),
    second: lessInterface(now.second, old.second),
    connectionsIn: Math.max(0, now.connectionsIn - old.connectionsIn),
    connectionsOut: Math.max(0, now.connectionsOut - old.connectionsOut),
  };
}
