import { type ClusterIndex, type ResolvedEnd } from './clusterIndex';
import { type EndKinds } from './endKinds';
import { type PolicyFlow } from './policyFlow';

/** Flows that have the same verdict, whatever the policies are. */
export interface FlowKind {
  number: number;
  /** The first flow. */
  flow: PolicyFlow;
  /** Its ends; absent if one of these is a pod that is not in the inventory. */
  client?: ResolvedEnd;
  server?: ResolvedEnd;
}

/** Finds the kinds of flows. */
export class FlowKinds {
  /** By the kinds of the client and of the server. The few kinds of flows between these differ in the port or the Service. */
  private readonly byEnds = new Map<number, Map<number, FlowKind[]>>();
  private ofMissingPods: FlowKind | undefined;
  private count = 0;

  constructor(
    private readonly index: ClusterIndex,
    private readonly ends: EndKinds
  ) {}

  of(flow: PolicyFlow): FlowKind {
    const client = this.index.resolve(flow.client);
    const server = this.index.resolve(flow.server);
    if (client === undefined || server === undefined) {
      return (this.ofMissingPods ??= this.newKind(flow));
    }
    return this.dependsOnPods(client, server)
      ? this.between(this.ends.ofOne(client), this.ends.ofOne(server), flow, client, server)
      : this.between(this.ends.of(client), this.ends.of(server), flow, client, server);
  }

  /** All kinds so far. Those of a client follow each other, because its rules are then in the processor's cache. */
  all(): FlowKind[] {
    const ofMissingPods = this.ofMissingPods === undefined ? [] : [this.ofMissingPods];
    return [...ofMissingPods, ...[...this.byEnds.values()].flatMap((ofClient) => [...ofClient.values()].flat())];
  }

  /** Whether it matters which pods of their kinds the ends are: because these are the same pod, or can be a pod and its node. */
  private dependsOnPods({ pod, isNode }: ResolvedEnd, server: ResolvedEnd): boolean {
    if (isNode || server.isNode) {
      return true;
    }
    if (pod === undefined || server.service === undefined) {
      return pod !== undefined && pod === server.pod;
    }
    return this.index.backendsOf(server.service).some((backend) => backend === pod || backend.isHostNetwork);
  }

  private between(from: number, to: number, flow: PolicyFlow, client: ResolvedEnd, server: ResolvedEnd): FlowKind {
    let ofClient = this.byEnds.get(from);
    if (ofClient === undefined) {
      ofClient = new Map();
      this.byEnds.set(from, ofClient);
    }
    const kinds = ofClient.get(to);
    const known = kinds?.find((each) => isAlike(each.flow, flow));
    if (known !== undefined) {
      return known;
    }
    const kind = this.newKind(flow, client, server);
    if (kinds === undefined) {
      ofClient.set(to, [kind]);
    } else {
      kinds.push(kind);
    }
    return kind;
  }

  private newKind(flow: PolicyFlow, client?: ResolvedEnd, server?: ResolvedEnd): FlowKind {
    this.count += 1;
    return { number: this.count - 1, flow, client, server };
  }
}

/** Whether flows between ends of the same kinds have the same port and Service. */
function isAlike(a: PolicyFlow, b: PolicyFlow): boolean {
  return (
    a.port === b.port &&
    a.protocol === b.protocol &&
    a.service?.name === b.service?.name &&
    a.service?.namespace === b.service?.namespace
  );
}
