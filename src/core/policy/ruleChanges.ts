import { type ClusterIndex, type ResolvedEnd } from './clusterIndex';
import { type FlowKind } from './flowKinds';
import { type Engine } from './judgedCluster';
import { type Direction } from './policies';

/** Which ends have other rules after a change of policies. */
export class RuleChanges {
  /** By the number of the end. */
  private readonly known: Record<Direction, boolean[]> = { ingress: [], egress: [] };
  private readonly namespaces = new Map<string, boolean>();

  constructor(
    private readonly index: ClusterIndex,
    private readonly before: Engine,
    private readonly after: Engine
  ) {}

  /** Whether flows of a kind can have other verdicts. */
  concern({ client, server }: FlowKind): boolean {
    return (
      (client !== undefined && this.haveEnd('egress', client)) ||
      (server !== undefined && this.haveEnd('ingress', server))
    );
  }

  private haveEnd(direction: Direction, end: ResolvedEnd): boolean {
    return (this.known[direction][end.number] ??= this.compare(direction, end));
  }

  private compare(direction: Direction, { pod, service }: ResolvedEnd): boolean {
    const pods = service === undefined ? [] : this.index.backendsOf(service);
    return [...(pod === undefined ? [] : [pod]), ...pods].some((each) => {
      return this.haveAny(each.namespace) && !this.areSame((engine) => engine.rulesFor(direction, each));
    });
  }

  /** Whether pods of a namespace can have other rules. */
  private haveAny(namespace: string): boolean {
    let isChanged = this.namespaces.get(namespace);
    if (isChanged === undefined) {
      isChanged = !this.areSame((engine) => engine.rulesIn(namespace));
      this.namespaces.set(namespace, isChanged);
    }
    return isChanged;
  }

  /** In this order, because the later engine takes rules that did not change from the earlier one. */
  private areSame(rulesIn: (engine: Engine) => object | undefined): boolean {
    const rules = rulesIn(this.before);
    return rules !== undefined && rules === rulesIn(this.after);
  }
}
