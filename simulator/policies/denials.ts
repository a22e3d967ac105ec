/**
 * The connections that network policies deny. The verdicts are those of the product's engine, because a second one
 * would be wrong in other ways: the engine is tested with cases that Amazon's own code decided. Connections with an
 * unknown verdict pass.
 */
import { type Inventory } from '../../src/core/policy/inventory';
import { readInventory } from '../../src/core/policy/read/readInventory';
import { type Verdict, type SideVerdict } from '../../src/core/policy/verdict';
import { verdictsOf } from '../../src/core/policy/verdictsOf';
import { type WrittenObject } from '../kubernetes/object';
import { namespaceObjects } from '../kubernetes/namespaces';
import { nodeObjects } from '../kubernetes/nodes';
import { podObjects } from '../kubernetes/pods';
import { serviceObjects } from '../kubernetes/services';
import { type Denial, NO_CHANGE, type PodsInWindow, type TrafficEffectsOn } from '../world/effects';
import { type TimeSpan } from '../world/time';
import { type World } from '../world/world';
import { type PolicyEnforcement } from './enforcement';
import { policyFlowOf } from './policyFlow';

/** Network policies, how they are enforced, and when. */
export interface PolicySet extends TimeSpan {
  enforcement: PolicyEnforcement;
  objects: readonly WrittenObject[];
}

/** The inventory of a world without pods and policies. */
function staticInventory(world: World): Inventory {
  const snapshot = { world, nowMs: world.options.epochMs, pods: [], policies: [] };
  const objects = [namespaceObjects, nodeObjects, serviceObjects].flatMap((objectsOf) => objectsOf(snapshot));
  return readInventory(objects).inventory;
}

/**
 * The inventory with all pods of a time span. They count as running: pods start and end within it, and the traffic of each
 * ends with it.
 */
function inventoryOf(world: World, base: Inventory, window: PodsInWindow, { objects }: PolicySet): Inventory {
  const pods = podObjects({ world, nowMs: window.startMs, pods: window.pods, policies: [] });
  const read = readInventory([...pods, ...objects]).inventory;
  return { ...base, pods: read.pods.map((pod) => ({ ...pod, hasEnded: false })), policies: read.policies };
}

function tierOf({ because }: SideVerdict): Denial['tier'] {
  switch (because.kind) {
    case 'no-policy':
      return 'DEFAULT';
    case 'deny-rule': {
      const { policy } = because.rule;
      return policy.kind === 'ClusterNetworkPolicy' && policy.tier === 'Admin' ? 'ADMIN' : 'BASELINE';
    }
    default:
      return 'NETWORK_POLICY';
  }
}

/** Undefined if the connections are not denied. What the client's node denies never gets to that of the server. */
function denialOf({ egress, ingress }: Verdict): Denial | undefined {
  if (egress.outcome === 'denied') {
    return { direction: 'egress', tier: tierOf(egress) };
  }
  return ingress.outcome === 'denied' ? { direction: 'ingress', tier: tierOf(ingress) } : undefined;
}

/** The effects of network policies on the traffic of a world. */
export class PolicyDenials {
  private readonly base: Inventory;

  constructor(private readonly world: World) {
    this.base = staticInventory(world);
  }

  /** The effects of sets of policies on the traffic between pods of a time span. */
  effectsOf(sets: readonly PolicySet[], window: PodsInWindow): TrafficEffectsOn {
    const judged = sets.map(({ startMs, endMs, ...set }) => {
      const inventory = inventoryOf(this.world, this.base, window, { ...set, startMs, endMs });
      return { startMs, endMs, verdictOf: verdictsOf(inventory, set.enforcement) };
    });
    return (client, server, spec) =>
      judged.flatMap(({ startMs, endMs, verdictOf }) => {
        const denial = denialOf(verdictOf(policyFlowOf(client, server, spec)));
        return denial ? [{ ...NO_CHANGE, denial, startMs, endMs }] : [];
      });
  }
}
