import { type ClusterEvent } from '../events/event';
import { nodeOfEvent, workloadOfEvent } from '../events/eventTags';
import { isAt, isCellAt } from './isAt';
import { type JudgedCell } from './judgedCell';
import { type Place } from './place';

/** Events by whether they affect a place. */
export interface EventsAtPlace {
  here: readonly ClusterEvent[];
  elsewhere: readonly ClusterEvent[];
}

/**
 * Divides events into those of a place and others. Those of a node are also those of the workloads whose connections begin or end
 * there.
 *
 * @param cells the cells of the traffic, which show the nodes that workloads run on.
 */
export function eventsAt(events: readonly ClusterEvent[], place: Place, cells: readonly JudgedCell[]): EventsAtPlace {
  const nodes = new Set(
    cells
      .filter(({ cell }) => isCellAt(cell, place))
      .flatMap(({ cell: { client, server } }) => [client.node, server.node])
  );
  const isHere = (event: ClusterEvent) => {
    const of = placeOfEvent(event);
    return of === undefined || isAt(of, place) || (of.kind === 'node' && nodes.has(of.node));
  };
  return { here: events.filter(isHere), elsewhere: events.filter((event) => !isHere(event)) };
}

function placeOfEvent(event: ClusterEvent): Place | undefined {
  const workload = workloadOfEvent(event);
  const node = nodeOfEvent(event);
  return workload ? { kind: 'workload', ...workload } : node === undefined ? undefined : { kind: 'node', node };
}
