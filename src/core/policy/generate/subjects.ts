import { compareText } from '../../compareText';
import { type ClusterIndex, clusterIndexOf } from '../clusterIndex';
import { type Pod, type WorkloadResource } from '../inventory';
import { onceForCluster } from '../onceForCluster';
import { type WorkloadIndex, workloadIndex } from '../observed/workloadIndex';
import { type LabelRequirement, type LabelSelector, matchesLabels, selectorOfLabels } from '../selector';
import { selectorKey } from '../selectorText';

/** The pods that one policy is generated for: those of a workload, or of several workloads with the same selector. */
export interface Subject {
  namespace: string;
  /** The kind and name of the first workload. */
  kind: string;
  name: string;
  /** Has at least one requirement, and none with values that Kubernetes generates. */
  selector: LabelSelector;
  workloads: readonly WorkloadResource[];
  /** All pods that the selector selects, which can be pods of other workloads, too. */
  pods: readonly Pod[];
}

/** Labels with values that change from pod to pod or from rollout to rollout, so that no policy can select by them. */
const GENERATED_LABELS = new Set([
  'pod-template-hash',
  'rollouts-pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'batch.kubernetes.io/job-name',
  'controller-uid',
  'job-name',
]);

/** The subjects of a cluster, and those of each pod. */
export interface Subjects {
  /** By namespace and name. */
  all: readonly Subject[];
  /** The subject of the pod's own workload; undefined if nothing but generated labels selects it. */
  ofPod(pod: Pod): Subject | undefined;
  /** All subjects whose selector selects the pod. */
  selecting(pod: Pod): readonly Subject[];
}

/** A workload, or what stands for it if the inventory has only its pods. */
interface Draft {
  kind: string;
  name: string;
  selector: LabelSelector;
  workload?: WorkloadResource;
}

/** Finds the subjects of all workloads. Pods in the host network have none, because policies do not apply to these. */
export const subjectsOf = onceForCluster((objects): Subjects => {
  const [index, workloads] = [clusterIndexOf(objects), workloadIndex(objects)];
  const pods = objects.pods.filter(({ isHostNetwork, hasEnded }) => !isHostNetwork && !hasEnded);
  const drafts = new Map(pods.map((pod) => [pod, draftOf(pod, workloads)]));
  const byKey = new Map<string, { namespace: string; drafts: Draft[] }>();
  for (const [{ namespace }, draft] of drafts) {
    if (draft.selector.requirements.length > 0) {
      const key = keyOf(namespace, draft.selector);
      const known = byKey.get(key) ?? { namespace, drafts: [] };
      byKey.set(key, known);
      known.drafts.push(draft);
    }
  }
  const subjects = new Map(
    [...byKey].map(([key, { namespace, drafts: same }]) => [key, subject(namespace, same, index)])
  );
  const bySelected = selectingSubjects([...subjects.values()]);
  return {
    all: [...subjects.values()].sort(byName),
    ofPod: (pod) => subjects.get(keyOf(pod.namespace, (drafts.get(pod) ?? draftOf(pod, workloads)).selector)),
    selecting: (pod) => bySelected.get(pod) ?? [],
  };
});

function draftOf(pod: Pod, workloads: WorkloadIndex): Draft {
  const workload = workloads.ofPod(pod);
  const { kind, name } = workload?.owner ?? workload ?? pod.owner ?? { kind: 'Pod', name: pod.name };
  const selector = workload?.selector ?? selectorOfLabels(workload?.template.labels ?? pod.labels);
  return { kind, name, selector: { requirements: requirementsOf(selector) }, ...(workload && { workload }) };
}

function requirementsOf({ requirements }: LabelSelector): LabelRequirement[] {
  return requirements.filter(({ key }) => !GENERATED_LABELS.has(key));
}

function subject(namespace: string, drafts: readonly Draft[], index: ClusterIndex): Subject {
  const [{ kind, name, selector }] = [...drafts].sort(
    (a, b) => compareText(a.name, b.name) || compareText(a.kind, b.kind)
  ) as [Draft];
  const pods = index
    .podsIn(namespace)
    .filter((pod) => !pod.hasEnded && !pod.isHostNetwork && matchesLabels(selector, pod.labels));
  const workloads = new Set(drafts.flatMap(({ workload }) => workload ?? []));
  return { namespace, kind, name, selector, workloads: [...workloads], pods };
}

function selectingSubjects(subjects: readonly Subject[]): Map<Pod, Subject[]> {
  const byPod = new Map<Pod, Subject[]>();
  for (const each of subjects) {
    for (const pod of each.pods) {
      const ofPod = byPod.get(pod) ?? [];
      byPod.set(pod, ofPod);
      ofPod.push(each);
    }
  }
  return byPod;
}

function keyOf(namespace: string, selector: LabelSelector): string {
  return `${namespace} ${selectorKey(selector)}`;
}

function byName(a: Subject, b: Subject): number {
  return compareText(a.namespace, b.namespace) || compareText(a.name, b.name) || compareText(a.kind, b.kind);
}
