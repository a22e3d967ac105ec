import { type TimeWindow } from '../../src/core/time';
import { type PairTruth, pairTruths } from '../../simulator/server/truth';
import { type World } from '../../simulator/world/world';
import { bytesOf, type Endpoint, type Flow, retransmissionsOf, timeoutsOf } from '../../src/core/flow/flow';

/** The traffic between two workloads or external endpoints, by "client > server". */
export interface PairAmounts {
  bytes: number;
  retransmissions: number;
  timeouts: number;
}

export type ByPair = ReadonlyMap<string, PairAmounts>;

/** The world's name for endpoints with the addresses of nodes. */
const NODES = 'nodes';

/** The actual traffic, independent of reports. */
export function truthByPair(world: World, { startMs, endMs }: TimeWindow): ByPair {
  const hostNetwork = new Set(
    world.cells.flatMap(({ workloads }) =>
      workloads.filter((spec) => spec.hostNetwork).map(({ namespace, workload }) => `${namespace}/${workload}`)
    )
  );
  // By its address, such a pod cannot be distinguished from its node.
  const nameOf = (name: string) => (hostNetwork.has(name) ? NODES : name);
  return summed(
    pairTruths(world, startMs, endMs).map((truth) => ({
      pair: `${nameOf(truth.client)} > ${nameOf(truth.server)}`,
      amounts: amountsOf(truth),
    }))
  );
}

function amountsOf({ bytesToServer, bytesToClient, retransmissions, timeouts }: PairTruth): PairAmounts {
  return { bytes: bytesToServer + bytesToClient, retransmissions, timeouts };
}

/** The traffic according to flows, with the endpoints named as in the world. */
export function flowsByPair(world: World, flows: readonly Flow[]): ByPair {
  const nameOf = endNames(world);
  return summed(
    flows.map((flow) => ({
      pair: `${nameOf(flow.client)} > ${nameOf(flow.server)}`,
      amounts: {
        bytes: bytesOf(flow) ?? 0,
        retransmissions: retransmissionsOf(flow) ?? 0,
        timeouts: timeoutsOf(flow) ?? 0,
      },
    }))
  );
}

/**
 * Returns the world's name for an endpoint. External endpoints are identified by address; endpoints that cannot be
 * named keep their address.
 */
function endNames({ cells }: World): (end: Endpoint) => string {
  const outside = new Map(
    cells.flatMap(({ externals }) => [...externals.values()].flat().map(({ ip, name }) => [ip, `external/${name}`]))
  );
  return ({ ip = '', namespace, pod, workload, node }) => {
    if (pod !== undefined) {
      return `${namespace}/${workload?.name}`;
    }
    return outside.get(ip) ?? (node === undefined ? `address/${ip}` : NODES);
  };
}

function summed(rows: ReadonlyArray<{ pair: string; amounts: PairAmounts }>): ByPair {
  const sums = new Map<string, PairAmounts>();
  for (const { pair, amounts } of rows) {
    const { bytes, retransmissions, timeouts } = sums.get(pair) ?? { bytes: 0, retransmissions: 0, timeouts: 0 };
    sums.set(pair, {
      bytes: bytes + amounts.bytes,
      retransmissions: retransmissions + amounts.retransmissions,
      timeouts: timeouts + amounts.timeouts,
    });
  }
  return sums;
}
