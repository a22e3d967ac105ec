import { type Endpoint } from '../../simulator/world/endpoints';
import { accumulate } from '../../simulator/world/traffic';
import * as at from '../../simulator/world/trafficAmounts';
import { amount, zeroAmounts } from '../../simulator/world/trafficAmounts';
import { type World } from '../../simulator/world/world';

/** The payload between the pods of two workloads, by their zones. */
export interface PodTraffic {
  client: string;
  server: string;
  clientZone: string;
  serverZone: string;
  bytes: number;
}

/** The actual traffic between pods with their own addresses. */
export function podTraffic(world: World, fromMs: number, toMs: number): PodTraffic[] {
  return world.cells.flatMap((cell) =>
    [...cell.hoursIn(fromMs, toMs)].flatMap(({ pairs }) =>
      pairs.flatMap((pair) => {
        const { client, server, conversation } = pair;
        if (!isOnNetwork(client) || !isOnNetwork(server) || conversation.spec.protocol !== 'TCP') {
          return [];
        }
        const amounts = zeroAmounts();
        accumulate(pair, fromMs, toMs, amounts);
        return {
          client: nameOf(client),
          server: nameOf(server),
          clientZone: client.node.azName,
          serverZone: server.node.azName,
          bytes: amount(amounts, at.PAYLOAD_UP) + amount(amounts, at.PAYLOAD_DOWN),
        };
      })
    )
  );
}

type PodEndpoint = Extract<Endpoint, { type: 'pod' }>;

function isOnNetwork(end: Endpoint): end is PodEndpoint {
  return end.type === 'pod' && !end.spec.hostNetwork;
}

function nameOf({ namespace, spec }: PodEndpoint): string {
  return `${namespace}/${spec.workload}`;
}
