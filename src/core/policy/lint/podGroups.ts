import { compareText } from '../../compareText';
import { type ClusterObjects, type Pod, type WorkloadResource } from '../inventory';
import { onceForCluster } from '../onceForCluster';
import { type LabelSelector, type Labels, matchesLabels } from '../selector';
import { selectorText } from '../selectorText';

/** The pods of a namespace that have the same labels, so that the same selectors match them. */
export interface PodGroup {
  namespace: string;
  labels: Labels;
  /** Running pods with an address of their own. */
  pods: readonly Pod[];
  /** Running pods in the host network. */
  hostPods: readonly Pod[];
  /** The workloads whose template has these labels. */
  workloads: readonly WorkloadResource[];
}

interface GroupDraft extends PodGroup {
  pods: Pod[];
  hostPods: Pod[];
  workloads: WorkloadResource[];
}

interface NamespaceGroups {
  byLabels: Map<string, GroupDraft>;
  /** By one label, because most selectors require one. */
  byLabel: Map<string, PodGroup[]>;
  selected: Map<string, readonly PodGroup[]>;
}

const NONE: readonly PodGroup[] = [];

/**
 * Finds the pods that selectors match, with work that grows with the number of groups and not of pods. Workloads count as well,
 * because those that do not run at the moment have no pods.
 */
export class PodGroups {
  /** With the namespaces that only pods or policies mention. */
  readonly namespaceLabels: ReadonlyMap<string, Labels>;
  private readonly byNamespace = new Map<string, NamespaceGroups>();
  private readonly selectedNamespaces = new Map<string, readonly string[]>();

  /** @param ofPolicies the namespaces of policies. */
  constructor({ namespaces, pods, workloads }: ClusterObjects, ofPolicies: Iterable<string>) {
    const labels = new Map(namespaces.map((namespace) => [namespace.name, namespace.labels]));
    for (const name of [...pods.map(({ namespace }) => namespace), ...ofPolicies]) {
      if (!labels.has(name)) {
        labels.set(name, { 'kubernetes.io/metadata.name': name });
      }
    }
    this.namespaceLabels = labels;
    pods.forEach((pod) => this.addPod(pod));
    // The templates of ReplicaSets and Jobs with an owner can be those of old versions.
    workloads.filter(({ owner }) => owner === undefined).forEach((workload) => this.addWorkload(workload));
    this.byNamespace.forEach(indexByLabel);
  }

  in(namespace: string): readonly PodGroup[] {
    return [...(this.byNamespace.get(namespace)?.byLabels.values() ?? [])];
  }

  all(): readonly PodGroup[] {
    return [...this.byNamespace.keys()].flatMap((namespace) => this.in(namespace));
  }

  /** The groups of a namespace that a selector matches. */
  select(namespace: string, selector: LabelSelector | undefined): readonly PodGroup[] {
    const groups = this.byNamespace.get(namespace);
    if (groups === undefined) {
      return NONE;
    }
    const key = selector === undefined ? '' : selectorText(selector);
    let selected = groups.selected.get(key);
    if (selected === undefined) {
      selected = selector === undefined ? this.in(namespace) : matching(groups, selector);
      groups.selected.set(key, selected);
    }
    return selected;
  }

  /** The names of the namespaces that a selector matches. */
  namespaces(selector: LabelSelector): readonly string[] {
    const key = selectorText(selector);
    let selected = this.selectedNamespaces.get(key);
    if (selected === undefined) {
      selected = [...this.namespaceLabels].flatMap(([name, labels]) => (matchesLabels(selector, labels) ? [name] : []));
      this.selectedNamespaces.set(key, selected);
    }
    return selected;
  }

  private addPod(pod: Pod): void {
    const group = this.groupOf(pod.namespace, pod.labels);
    if (!pod.hasEnded && pod.addresses.length > 0) {
      (pod.isHostNetwork ? group.hostPods : group.pods).push(pod);
    }
  }

  private addWorkload(workload: WorkloadResource): void {
    this.groupOf(workload.namespace, workload.template.labels).workloads.push(workload);
  }

  private groupOf(namespace: string, labels: Labels): GroupDraft {
    let groups = this.byNamespace.get(namespace);
    if (groups === undefined) {
      groups = { byLabels: new Map(), byLabel: new Map(), selected: new Map() };
      this.byNamespace.set(namespace, groups);
    }
    const key = labelsKey(labels);
    let group = groups.byLabels.get(key);
    if (group === undefined) {
      group = { namespace, labels, pods: [], hostPods: [], workloads: [] };
      groups.byLabels.set(key, group);
    }
    return group;
  }
}

/** The groups of an inventory whose policies are in its namespaces. */
export const podGroupsOf = onceForCluster((objects) => new PodGroups(objects, []));

function indexByLabel({ byLabels, byLabel }: NamespaceGroups): void {
  for (const group of byLabels.values()) {
    for (const [key, value] of Object.entries(group.labels)) {
      const label = `${key}=${value}`;
      const groups = byLabel.get(label);
      if (groups === undefined) {
        byLabel.set(label, [group]);
      } else {
        groups.push(group);
      }
    }
  }
}

function matching({ byLabels, byLabel }: NamespaceGroups, selector: LabelSelector): readonly PodGroup[] {
  const exact = selector.requirements.find(({ operator, values }) => operator === 'In' && values.length === 1);
  const candidates = exact ? (byLabel.get(`${exact.key}=${exact.values[0]}`) ?? NONE) : [...byLabels.values()];
  return candidates.filter(({ labels }) => matchesLabels(selector, labels));
}

function labelsKey(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort(compareText)
    .join();
}
