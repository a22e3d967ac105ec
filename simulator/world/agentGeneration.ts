/**
 * The month whose agent is simulated:
 * - 2025-11 (1.1.0): no names for clients that declare several ports (pull request 74). The add-on and the chart lack
 *   the capabilities to read the pods' interfaces, whose metrics are absent without any error (issue 99).
 * - 2026-03 (1.1.4): clients that declare several ports have names.
 * - 2026-06 (1.1.6): metrics of the pods' interfaces and of Elastic Fabric Adapters, whose series are never removed
 *   (issue 122).
 * - 2026-09 (pull request 123): series of Elastic Fabric Adapters end with the device and with the pod that has it.
 */
export const AGENT_GENERATIONS = ['2025-11', '2026-03', '2026-06', '2026-09'] as const;

/** One of the simulated months. */
export type AgentGeneration = (typeof AGENT_GENERATIONS)[number];

/** Which agent is installed and how. */
export interface AgentRelease {
  /** By default 2026-06. */
  agentGeneration?: AgentGeneration;
  /** By default the add-on. The Helm chart does not pass the name of the cluster to the agent. */
  agentInstallation?: 'EKS add-on' | 'Helm chart';
}

/** Whether the agents have the features of a generation. */
export function isAgentSince({ agentGeneration = '2026-06' }: AgentRelease, generation: AgentGeneration): boolean {
  return agentGeneration >= generation;
}
