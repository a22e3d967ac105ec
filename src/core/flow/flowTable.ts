import { type Endpoint, type Flow } from './flow';

/** One end of all flows of a table. */
export interface EndColumn {
  /** Every endpoint that there is at this end; which is that of a row, {@link indices} tells. */
  endpoints: readonly Endpoint[];
  /** By row, into {@link endpoints}. */
  indices: Uint32Array;
}

/**
 * Everything of flows that is not a value: who talks to whom. Tables in which only values differ have the
 * same object, so whatever follows from it alone need not be worked out again.
 */
export interface FlowEnds {
  client: EndColumn;
  server: EndColumn;
  /** By row: the server's port; undefined where nobody told it. */
  ports: ReadonlyArray<number | undefined>;
}

/** Flows as rows, of which objects are made only where somebody keeps them: a picture needs sums alone. */
export interface FlowTable {
  readonly ends: FlowEnds;
  /** All of them, to keep. */
  readonly flows: readonly Flow[];
  /**
   * Visits the flows in their order. What is visited is valid for that visit only: the next may be the same
   * object with other values.
   */
  forEach(visit: (flow: Flow, row: number) => void): void;
}

/** A table of flows that are objects already. */
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
