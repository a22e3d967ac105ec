import { type Pod } from '../inventory';
import { type FlowEnd, type PolicyFlow } from '../policyFlow';
import { type Verdict } from '../verdict';
import { type LintContext } from './lintContext';
import { type PodGroup } from './podGroups';
import { isBlock } from './ranges';
import { podsSharingRules } from './sharedRules';

/** A pod as an end of flows. */
interface PodKeys {
  /** The same for pods with which all flows have the same verdicts, except for flows of their nodes. */
  shared: string;
  own: string;
}

/**
 * Verdicts of flows, computed once for all flows with the same verdict: the pods of a workload have the same labels and ports, and
 * are usually in the same ranges of the policies.
 */
export class FlowClasses {
  private readonly verdicts = new Map<string, Verdict>();
  private readonly keys = new Map<string, string | PodKeys>();
  private readonly groups = new Map<Pod, PodGroup>();
  private readonly groupNumbers = new Map<PodGroup, number>();
  /** Which ranges of the policies contain a pod. */
  private readonly ranges = new Map<Pod, string>();
  private readonly alone: ReadonlySet<Pod>;

  constructor(private readonly context: LintContext) {
    context.groups.all().forEach((group, position) => {
      this.groupNumbers.set(group, position);
      group.pods.forEach((pod) => this.groups.set(pod, group));
    });
    this.addRanges();
    this.alone = new Set(context.once(podsSharingRules).flat());
  }

  verdictOf(flow: PolicyFlow): Verdict {
    const key = this.keyOf(flow);
    let verdict = this.verdicts.get(key);
    if (verdict === undefined) {
      verdict = this.context.verdictOf(flow);
      this.verdicts.set(key, verdict);
    }
    return verdict;
  }

  private keyOf({ client, server, protocol, port, service }: PolicyFlow): string {
    const [ofClient, ofServer] = [this.keyOfEnd(client), this.keyOfEnd(server)];
    // Whether an address is that of the pod's own node depends on the pod, and a pod can always connect to itself.
    const isSpecial =
      this.isNode(client) ||
      this.isNode(server) ||
      (typeof ofClient !== 'string' && typeof ofServer !== 'string' && ofClient.own === ofServer.own);
    const [from, to] = [ofClient, ofServer].map((key) =>
      typeof key === 'string' ? key : isSpecial ? key.own : key.shared
    );
    return `${from} ${to} ${protocol} ${port} ${service ? `${service.namespace}/${service.name}` : ''}`;
  }

  private keyOfEnd(end: FlowEnd): string | PodKeys {
    const name = end.kind === 'pod' ? `${end.namespace}/${end.name}` : end.address;
    let key = this.keys.get(name);
    if (key === undefined) {
      const pod = this.context.index.resolve(end)?.pod;
      const group = pod && this.groups.get(pod);
      key =
        pod === undefined || group === undefined || this.alone.has(pod)
          ? name
          : { shared: this.keyOfPod(pod, this.groupNumbers.get(group) ?? 0), own: name };
      this.keys.set(name, key);
    }
    return key;
  }

  private keyOfPod(pod: Pod, group: number): string {
    const { index } = this.context;
    const ports = pod.ports.map(({ name = '', port, protocol }) => `${name}:${protocol}:${port}`).join();
    const families = pod.addresses.map((address) => index.parsed(address)?.kind()).join();
    const unsupported = index.nodeOf(pod)?.unsupported ?? '';
    return `#${group}/${this.ranges.get(pod) ?? ''}/${ports}/${families}/${unsupported}`;
  }

  /** Pods in the host network have the address of their node. */
  private isNode(end: FlowEnd): boolean {
    return end.kind === 'address'
      ? this.context.addresses.isNode(end.address)
      : this.context.index.resolve(end)?.pod?.isHostNetwork === true;
  }

  private addRanges(): void {
    const { rules, addresses } = this.context;
    const blocks = rules.flatMap(({ peers = [] }) => peers.filter(isBlock));
    const ranges = new Map(blocks.flatMap(({ range, except }) => [range, ...except]).map((each) => [each.text, each]));
    [...ranges.values()]
      .filter(({ prefixLength }) => prefixLength > 0)
      .forEach((range, position) => {
        for (const { pod } of addresses.in(range)) {
          if (pod !== undefined) {
            this.ranges.set(pod, `${this.ranges.get(pod) ?? ''} ${position}`);
          }
        }
      });
  }
}
