/** The problems of lists of names, with what to do. */

export const NO_CLUSTER_LABEL =
  'No cluster label is configured. Enter it in the data source settings, or remove the cluster from the query.';

export const ZONES_NEED_KUBE_STATE_METRICS =
  'Zones need kube-state-metrics, which is disabled in the data source settings. Enable it, or remove the zone from the query.';
