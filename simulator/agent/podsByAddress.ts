/**
 * Which pod the agent finds for an address (aws/network-flow-monitor-agent, kubernetes_metadata_collector.rs): one of
 * the address' entries in a hash map with a random seed. There is one entry per declared TCP port, and one for port 0
 * if a pod declares none. Pods in any phase have entries, and an entry keeps the pod that it was created for.
 */
import { combine, hashText } from '../world/hash';
import { type Pod } from '../world/pods';
import { type WorkloadSpec } from '../world/applications/workloads';

const NO_PORT = 0;

function portsOf({ tcpPorts }: WorkloadSpec): number[] {
  return tcpPorts.length > 0 ? tcpPorts : [NO_PORT];
}

/** The pods in the entries of an address, one per declared port. */
function entriesOf(pods: readonly Pod[]): Pod[] {
  const byPort = new Map<number, Pod>();
  for (const pod of pods) {
    portsOf(pod.spec)
      .filter((port) => !byPort.has(port))
      .forEach((port) => byPort.set(port, pod));
  }
  return [...byPort.values()];
}

/**
 * @param listed the pods that Kubernetes lists, ordered by start time.
 * @returns the pod to which the agent attributes what it reads from `pod` at `timeMs`; always the same for the same pod
 *   and time.
 */
export function podNamedFor(pod: Pod, listed: readonly Pod[], timeMs: number): Pod {
  const entries = entriesOf(listed.filter(({ ip, spec }) => ip === pod.ip && !spec.hostNetwork));
  const chance = combine(combine(pod.node.hash, hashText(pod.ip)), timeMs);
  return entries[chance % entries.length] ?? pod;
}
