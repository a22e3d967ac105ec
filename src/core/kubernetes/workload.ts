/** The kinds of workloads. "Pod" is a pod without a controller, "Node" is a static pod. */
export type WorkloadKind =
  | 'Deployment'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'Job'
  | 'CronJob'
  | 'Pod'
  | 'Node'
  | 'ReplicaSet'
  /** A workload of another controller, such as an Argo Rollout. */
  | 'Custom'
  /** A DaemonSet, a Job or a standalone ReplicaSet, which have the same form of names. */
  | 'DaemonSet or Job';

/** The workload of a pod. */
export interface Workload {
  kind: WorkloadKind;
  name: string;
  /**
   * exact: from Kubernetes. likely: only this kind produces names of this form. possible: other kinds can produce the name,
   * too.
   */
  confidence: 'exact' | 'likely' | 'possible';
}
