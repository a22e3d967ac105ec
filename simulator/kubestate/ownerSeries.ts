/** The series of kube-state-metrics for the owners of pods: ReplicaSets, Jobs, and the agent's DaemonSet. */
import { type Labels, type MetricFamily, memoize, type Sample } from '../exposition/exposition';
import { AGENT_WORKLOAD } from '../world/applications/platform';
import { type Pod } from '../world/pods';
import { sameWorkload } from '../world/applications/workloads';

/** One sample per owner, regardless of its number of pods. */
function perOwner(pods: Pod[], labelsOf: (pod: Pod) => Labels): Sample[] {
  const ownerPods = new Map(pods.map((pod) => [`${pod.namespace}/${pod.owner.name}`, pod]));
  return Array.from(ownerPods.values(), (pod) => ({ labels: labelsOf(pod), value: 1 }));
}

function owner(pod: Pod, kind: string): Labels {
  return { namespace: pod.namespace, owner_kind: kind, owner_name: pod.spec.workload, owner_is_controller: 'true' };
}

const replicaSetOwner = memoize((pod: Pod): Labels => ({ ...owner(pod, 'Deployment'), replicaset: pod.owner.name }));
const jobOwner = memoize((pod: Pod): Labels => ({ ...owner(pod, 'CronJob'), job_name: pod.owner.name }));

function scheduledAgents(pods: Pod[]): Sample[] {
  const agents = pods.filter((pod) => sameWorkload(pod.spec, AGENT_WORKLOAD));
  const labels = { namespace: AGENT_WORKLOAD.namespace, daemonset: AGENT_WORKLOAD.workload };
  return [{ labels, value: agents.length }];
}

/** The families of the owners of pods. */
export function ownerFamilies(pods: Pod[]): MetricFamily[] {
  const ofReplicaSets = pods.filter((pod) => pod.owner.kind === 'ReplicaSet');
  const ofJobs = pods.filter((pod) => pod.owner.kind === 'Job');
  return [
    {
      name: 'kube_replicaset_owner',
      help: "[STABLE] Information about the ReplicaSet's owner.",
      type: 'gauge',
      samples: perOwner(ofReplicaSets, replicaSetOwner),
    },
    {
      name: 'kube_job_owner',
      help: "[STABLE] Information about the Job's owner.",
      type: 'gauge',
      samples: perOwner(ofJobs, jobOwner),
    },
    {
      name: 'kube_daemonset_status_desired_number_scheduled',
      help: '[STABLE] The number of nodes that should be running the daemon pod.',
      type: 'gauge',
      samples: scheduledAgents(pods),
    },
  ];
}
