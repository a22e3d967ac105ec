/**
 * Traffic of the pods' network interfaces (aws/network-flow-monitor-agent,
 * open_metrics/providers/interface_metrics_provider.rs): the change since the last scrape by any client. The provider
 * drops its state for pods that it does not find at a scrape, and assumes zero for pods without state. Therefore, after
 * a restart every pod shows everything that it has counted since its start. A failing nstat counts as zero.
 */
import { isOnAt, type KindOnNode } from '../incidents/incident';
import { type Cell } from '../world/cell';
import { type InterfaceCounts, countPods, type PodCounts, type PodWindow } from '../world/interfaces';
import { type ClusterNode } from '../world/nodes';
import { listedPods } from '../world/listedPods';
import { hostInterfaceName, type Pod, runsAt, secondHostInterfaceName } from '../world/pods';
import { sameWorkload } from '../world/applications/workloads';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { type Labels, memoize } from '../exposition/exposition';
import { type GaugeDescription, type GaugeSet } from './gauges';
import { podNamedFor } from './podsByAddress';

/** The agent's gauges of pod interfaces with its own help texts. */
export const INTERFACE_GAUGES: readonly GaugeDescription[] = [
  { name: 'ingress_flow', help: 'Ingress TCP flow count' },
  { name: 'egress_flow', help: 'Egress TCP flow count' },
  { name: 'ingress_packets', help: 'Ingress packet count' },
  { name: 'egress_packets', help: 'Egress packet count' },
  { name: 'ingress_bytes', help: 'Ingress bytes count' },
  { name: 'egress_bytes', help: 'Egress bytes count' },
];

/** A pod's address is known to the agent's watcher only this long after the pod's start. */
const NOTICED_AFTER_MS = 1000;

/**
 * What the provider reads at a scrape: the counters of one pod's interfaces, and the pod that it attributes them to.
 */
interface Reading {
  pod: Pod;
  /** Differs from `pod` if the agent mixes up the two pods. */
  named: Pod;
}

type Connections = Pick<PodCounts, 'connectionsIn' | 'connectionsOut'>;

/** The provider's state for a reading, by the names that its gauges have. */
interface Baseline {
  pod: Pod;
  /** When the counters were last read. Their values can be computed from it. */
  readAtMs: number;
  /** Whether nstat succeeded. */
  hasConnections: boolean;
}

/** One agent process' view of the pod interfaces on its node. */
export class InterfaceMetrics {
  private baselines = new Map<string, Baseline>();

  constructor(
    private readonly world: SimulatedWorld,
    private readonly node: ClusterNode,
    private readonly cell: Cell,
    private readonly gauges: GaugeSet
  ) {}

  /** Sets the baselines as if all pods that run now, or only the `known` ones among them, had been read at `nowMs`. */
  setBaseline(nowMs: number, known?: ReadonlySet<Pod>): void {
    this.remember(
      this.readings(nowMs).filter(({ pod }) => known?.has(pod) ?? true),
      nowMs
    );
  }

  /** Reads the counters at a scrape and sets the gauges to the change since the last one. */
  update(nowMs: number): void {
    const readings = this.readings(nowMs);
    const deltas = this.deltas(readings, nowMs);
    readings.forEach((reading, index) => {
      const delta = deltas[index];
      if (delta) {
        this.publish(reading, delta);
      }
    });
    this.remember(readings, nowMs);
  }

  private remember(readings: Reading[], readAtMs: number): void {
    const hasConnections = !this.isOn('nstat-failure', readAtMs);
    this.baselines = new Map(
      readings.map((reading) => [keyOf(reading), { pod: reading.pod, readAtMs, hasConnections }])
    );
  }

  private readings(nowMs: number): Reading[] {
    const pods = this.visiblePods(nowMs);
    if (!this.isOn('reused-addresses', nowMs)) {
      return pods.map((pod) => ({ pod, named: pod }));
    }
    const listed = listedPods(this.cell, this.world.options, nowMs);
    return pods.map((pod) => ({ pod, named: podNamedFor(pod, listed, nowMs) }));
  }

  private isOn(kind: KindOnNode, timeMs: number): boolean {
    return this.world.incidents.isOn(kind, this.node.name, timeMs);
  }

  /** Pods with hostNetwork have no interface of their own. */
  private visiblePods(nowMs: number): Pod[] {
    return this.cell
      .pods(nowMs, nowMs + 1)
      .filter((pod) => pod.node === this.node && !pod.spec.hostNetwork)
      .filter((pod) => runsAt(pod, nowMs) && pod.startMs + NOTICED_AFTER_MS <= nowMs)
      .filter((pod) => !this.isUnknown(pod, nowMs));
  }

  private isUnknown({ spec }: Pod, nowMs: number): boolean {
    return this.world.incidents
      .onNode('unknown-pods', this.node.name)
      .some((incident) => isOnAt(incident, nowMs) && (!incident.workload || sameWorkload(spec, incident.workload)));
  }

  private deltas(readings: Reading[], nowMs: number): PodCounts[] {
    const windows = readings.map((reading): PodWindow => {
      const { pod } = reading;
      const baseline = this.baselines.get(keyOf(reading));
      return { pod, fromMs: baseline?.pod === pod ? baseline.readAtMs : pod.startMs, toMs: nowMs };
    });
    const counts = windows.length > 0 ? countPods(this.cell, windows) : [];
    return counts.map((count, index) => {
      const reading = readings[index];
      const baseline = reading && this.baselines.get(keyOf(reading));
      const delta = baseline && baseline.pod !== reading.pod ? this.sinceNamesake(count, baseline) : count;
      return reading ? { ...delta, ...this.connections(reading.pod, delta, baseline, nowMs) } : delta;
    });
  }

  private connections(pod: Pod, delta: PodCounts, baseline: Baseline | undefined, nowMs: number): Connections {
    if (this.isOn('nstat-failure', nowMs)) {
      return { connectionsIn: 0, connectionsOut: 0 };
    }
    const [life] = baseline?.hasConnections === false ? countPods(this.cell, [lifeOf(pod, nowMs)]) : [];
    const { connectionsIn, connectionsOut } = life ?? delta;
    return { connectionsIn, connectionsOut };
  }

  /**
   * A StatefulSet pod returned under the same name: the agent compares the new, small counter with the old one, and
   * treats a counter that decreased as one that did not change.
   */
  private sinceNamesake(count: PodCounts, { pod, readAtMs }: Baseline): PodCounts {
    const [old] = countPods(this.cell, [lifeOf(pod, readAtMs)]);
    return old ? saturatingDifference(count, old) : count;
  }

  private readonly labelsOf = memoize((pod: Pod) =>
    memoize((named: Pod): [Labels, Labels?] => {
      const onInterface = (iface: string): Labels => ({
        iface,
        instance_id: this.node.instanceId,
        namespace: named.namespace,
        node: this.node.name,
        pod: named.name,
      });
      const primary = onInterface(hostInterfaceName(pod));
      return pod.spec.secondInterface ? [primary, onInterface(secondHostInterfaceName(pod))] : [primary];
    })
  );

  private publish({ pod, named }: Reading, delta: PodCounts): void {
    const [primary, second] = this.labelsOf(pod)(named);
    const interfaces: Array<[Labels, InterfaceCounts]> = [[primary, delta.primary]];
    if (second) {
      interfaces.push([second, delta.second]);
    }
    for (const [labels, counts] of interfaces) {
      this.gauges.set('ingress_bytes', labels, counts.bytesIn);
      this.gauges.set('egress_bytes', labels, counts.bytesOut);
      this.gauges.set('ingress_packets', labels, counts.packetsIn);
      this.gauges.set('egress_packets', labels, counts.packetsOut);
      // Counted per network namespace and repeated for each of its interfaces.
      this.gauges.set('ingress_flow', labels, delta.connectionsIn);
      this.gauges.set('egress_flow', labels, delta.connectionsOut);
    }
  }
}

function lifeOf(pod: Pod, untilMs: number): PodWindow {
  return { pod, fromMs: pod.startMs, toMs: untilMs };
}

/** Interfaces are named after the pod that they belong to. */
function keyOf({ pod, named }: Reading): string {
  return `${pod.namespace}/${pod.name} ${named.namespace}/${named.name}`;
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
