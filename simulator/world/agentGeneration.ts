/**
 * As which month's agent the agents behave:
 * - 2025-11 (1.1.0): no names for clients that declare several ports (pull request 74); the add-on and the chart lack the
 *   capabilities to read the pods' interfaces, whose metrics are silently absent (issue 99);
 * - 2026-03 (1.1.4): clients that declare several ports have names;
 * - 2026-06 (1.1.6): the pods' interfaces, and Elastic Fabric Adapters, whose series stay for good (issue 122);
 * - 2026-09 (pull request 123): series of Elastic Fabric Adapters end with the device and with the pod that has it.
 */
export const AGENT_GENERATIONS = ['2025-11', '2026-03', '2026-06', '2026-09'] as const;

export type AgentGeneration = (typeof AGENT_GENERATIONS)[number];

export interface AgentRelease {
  /** 2026-06 where nothing is said. */
  agentGeneration?: AgentGeneration;
  /** The add-on where nothing is said. The Helm chart does not say the cluster's name to the agent. */
  agentInstallation?: 'EKS add-on' | 'Helm chart';
}

/** Whether the agents have what came with a generation. */
export function isAgentSince({ agentGeneration = '2026-06' }: AgentRelease, generation: AgentGeneration): boolean {
  return agentGeneration >= generation;
}
