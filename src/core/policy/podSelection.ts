import { type ClusterIndex } from './clusterIndex';
import { type Pod, type Service } from './inventory';
import { type PodPeer } from './policies';
import { type LabelRequirement, type Labels, type LabelSelector } from './selector';
import { selectorText } from './selectorText';

/** The label with the name of a namespace, which the API server sets. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

interface RequiredLabel {
  key: string;
  value: string;
}

/**
 * The pods that a peer selects. Most peers are about one namespace and one value of a label: these are compared first, because nearly
 * all pods differ in them.
 */
export class PodSelection {
  /** The only namespace; undefined if the selector of namespaces decides. */
  private readonly namespace: string | undefined;
  private readonly label: RequiredLabel | undefined;

  /** @param own the policy's namespace; undefined for policies of the cluster, whose peers always select namespaces. */
  constructor(
    private readonly peer: PodPeer,
    private readonly own: string | undefined
  ) {
    const { namespaceSelector, podSelector } = peer;
    const named = namespaceSelector && labelIn(namespaceSelector);
    this.namespace = namespaceSelector === undefined ? own : named?.key === NAME_LABEL ? named.value : undefined;
    this.label = podSelector && labelIn(podSelector);
  }

  /** The only namespace and label with which the peer can select anything; undefined if there are several. */
  get place(): { namespace: string; label: RequiredLabel } | undefined {
    const { namespace, label } = this;
    return namespace === undefined || label === undefined ? undefined : { namespace, label };
  }

  /**
   * The namespace and the labels that all selected pods have; undefined if there are several namespaces, or if no pod can have the
   * labels.
   */
  get required(): { namespace: string; labels: Labels } | undefined {
    const labels = (this.peer.podSelector?.requirements ?? []).flatMap((requirement) => labelOf(requirement) ?? []);
    const byKey = Object.fromEntries(labels.map(({ key, value }) => [key, value]));
    return this.namespace === undefined || Object.keys(byKey).length < labels.length
      ? undefined
      : { namespace: this.namespace, labels: byKey };
  }

  /** The same for peers that select the same pods. */
  get text(): string {
    const { namespaceSelector, podSelector } = this.peer;
    const inNamespaces = namespaceSelector ? `namespaces ${selectorText(namespaceSelector)}` : `in ${this.own ?? ''}`;
    return `${inNamespaces} / ${podSelector ? selectorText(podSelector) : ''}`;
  }

  hasPod(index: ClusterIndex, pod: Pod): boolean {
    const { namespace, label } = this;
    if (
      (namespace !== undefined && namespace !== pod.namespace) ||
      (label !== undefined && label.value !== pod.labels[label.key])
    ) {
      return false;
    }
    return index.matchesPod(this.peer, this.own, pod);
  }

  hasNamespace(index: ClusterIndex, namespace: string): boolean {
    return (
      (this.namespace === undefined || this.namespace === namespace) &&
      index.matchesNamespace(this.peer.namespaceSelector, this.own, namespace)
    );
  }

  /** Whether the selector of a Service has the labels, as Amazon's controller compares it: as if it were the labels of a pod. */
  hasService(index: ClusterIndex, { namespace, selector }: Service): boolean {
    return this.hasNamespace(index, namespace) && index.matchesLabels(this.peer.podSelector, selector);
  }
}

/** The first label that a selector requires. */
function labelIn({ requirements }: LabelSelector): RequiredLabel | undefined {
  for (const requirement of requirements) {
    const label = labelOf(requirement);
    if (label !== undefined) {
      return label;
    }
  }
  return undefined;
}

function labelOf({ key, operator, values }: LabelRequirement): RequiredLabel | undefined {
  const [value] = values;
  return operator === 'In' && values.length === 1 && value !== undefined ? { key, value } : undefined;
}
