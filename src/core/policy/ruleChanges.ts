import { type ClusterIndex, type ResolvedEnd } from './clusterIndex';
import { type FlowKind } from './flowKinds';
import { type Engine } from './judgedCluster';
import { type Direction } from './policies';

/** Which ends have other rules after a change of policies. */
export class RuleChanges {
  /** By the number of the end. */
  private readonly known: Record<Direction, boolean[]> = { ingress: [], egress: [] };

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
      // In this order, because the later engine takes rules that did not change from the earlier one.
      const rules = this.before.rulesFor(direction, each);
      return rules === undefined || rules !== this.after.rulesFor(direction, each);
    });
  }
}
