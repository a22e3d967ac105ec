import { type ClusterOption } from './labels';

/** What is in the user's Prometheus beside the agents' metrics. */
export interface PrometheusFacts extends ClusterOption {
  hasKubeStateMetrics: boolean;
}
