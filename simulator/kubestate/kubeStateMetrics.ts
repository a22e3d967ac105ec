/** The metrics of kube-state-metrics at a moment: current values without any memory. */
import { type AgentFleet } from '../agent/agentFleet';
import { type MetricFamily } from '../exposition/exposition';
import { AGENT_WORKLOAD } from '../world/applications/platform';
import { listedPods } from '../world/listedPods';
import { type Pod } from '../world/pods';
import { sameWorkload } from '../world/applications/workloads';
import { clusterServices } from '../world/services';
import { storedPoliciesAt } from '../incidents/appliedPolicies';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { nodeFamilies, serviceFamilies } from './nodeSeries';
import { containerAt } from './crashes';
import { ownerFamilies } from './ownerSeries';
import { policyFamilies } from './policySeries';
import { type ContainerState, podAddresses, podFamilies } from './podSeries';

/** All metric families of kube-state-metrics for the cluster. */
export function kubeStateFamilies(world: SimulatedWorld, fleet: AgentFleet, nowMs: number): MetricFamily[] {
  const pods = world.cells.flatMap((cell) => listedPods(cell, world.options, nowMs));
  const crashes = world.incidents.ofKind('unresponsive-pods');
  const containerOf = (pod: Pod): ContainerState => {
    const agent = sameWorkload(pod.spec, AGENT_WORKLOAD) ? fleet.agent(pod.node.name) : undefined;
    return agent
      ? { restarts: agent.restarts(nowMs), startMs: agent.restartedMs(nowMs) ?? pod.startMs, isReady: true }
      : containerAt(pod, nowMs, crashes);
  };
  return [
    ...podFamilies(pods, nowMs, containerOf),
    ...(world.facts.ipFamily === 'dual-stack' ? [podAddresses(pods)] : []),
    ...ownerFamilies(pods),
    ...nodeFamilies(world.nodes, world.options.dns === 'auto-mode'),
    ...serviceFamilies(clusterServices(world.workloads), world.facts.ipFamily),
    ...policyFamilies(storedPoliciesAt(world.incidents, nowMs)),
  ];
}
