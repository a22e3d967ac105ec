import { type Endpoint, type Flow } from './flow';

/** One end of all flows of a table. */
export interface EndColumn {
  /** All endpoints at this end, each once. {@link indices} has the endpoint of each row. */
  endpoints: readonly Endpoint[];
  /** By row: an index into {@link endpoints}. */
  indices: Uint32Array;
}

/**
 * The parts of flows that are not values: both ends and the port. Tables that differ only in values share the same object,
 * so results that depend on it alone can be reused.
 */
export interface FlowEnds {
  client: EndColumn;
  server: EndColumn;
  /** By row: the server's port; undefined if it is not reported. */
  ports: ReadonlyArray<number | undefined>;
}

/** Flows as rows. Objects are created only for code that keeps them, because a graph needs only sums. */
export interface FlowTable {
  readonly ends: FlowEnds;
  /** All flows as objects that can be kept. */
  readonly flows: readonly Flow[];
  /**
   * Visits the flows in their order. A visited flow is valid only during the visit: the next one can be the same object
   * with other values.
   */
  forEach(visit: (flow: Flow, row: number) => void): void;
}

/** A table of flows that are already objects. */
export function tableOfFlows(flows: readonly Flow[]): FlowTable {
  const indices = Uint32Array.from(flows.keys());
  return {
    ends: {
      client: { endpoints: flows.map(({ client }) => client), indices },
      server: { endpoints: flows.map(({ server }) => server), indices },
      ports: flows.map(({ port }) => port),
    },
    flows,
    forEach: (visit) => flows.forEach((flow, row) => visit(flow, row)),
  };
}
