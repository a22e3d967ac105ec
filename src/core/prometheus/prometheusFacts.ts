import { type ClusterOption } from './labels';

/** The contents of the selected Prometheus, in addition to the agents' metrics. */
export interface PrometheusFacts extends ClusterOption {
  hasKubeStateMetrics: boolean;
}
