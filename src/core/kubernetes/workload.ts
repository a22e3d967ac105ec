/** The Kubernetes kinds that run pods. "Pod" is a pod that nobody manages, "Node" a static pod's. */
export type WorkloadKind =
  | 'Deployment'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'Job'
  | 'CronJob'
  | 'Pod'
  | 'Node'
  | 'ReplicaSet'
  /** Of a controller that is not Kubernetes' own, such as an Argo Rollout. */
  | 'Custom'
  /** By its name a DaemonSet, a Job or a bare ReplicaSet: the name cannot tell which. */
  | 'DaemonSet or Job';

export interface Workload {
  kind: WorkloadKind;
  name: string;
  /**
   * exact: Kubernetes said so. likely: the pod's name has the shape that only this kind produces.
   * possible: other kinds can produce the name too.
   */
  confidence: 'exact' | 'likely' | 'possible';
}
