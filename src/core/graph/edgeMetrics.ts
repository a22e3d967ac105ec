import { addDefined } from '../addDefined';
import {
  bytesOf,
  crossesZones,
  type Flow,
  retransmissionsOf,
  roundTripTimeMicrosecondsOf,
  timeoutsOf,
} from '../flow/flow';
import { type TransferCharge, CHARGES, chargesOf } from '../transfer/charges';
import { type EdgeVerdicts, withVerdicts } from './edgeVerdicts';

/** The sums of all flows of an edge. */
export interface EdgeMetrics {
  flowCount: number;
  /** Server ports, ascending. */
  ports: readonly number[];
  /** Of the flows whose bytes were reported; undefined if none were, which is not the same as zero. */
  bytes?: number;
  /** The part of the bytes that crossed Availability Zones. */
  crossZoneBytes: number;
  /** The part of the bytes that AWS bills on their way, by what for. */
  chargedBytes?: Partial<Record<TransferCharge, number>>;
  /** By clients and servers together; undefined if not reported. */
  retransmissions?: number;
  timeouts?: number;
  /** Retransmissions and timeouts of the flows whose bytes were reported: only these yield a ratio. */
  ratedLosses: number;
  /** Mean over flows, weighted by their bytes; undefined if not reported. */
  roundTripTimeMicroseconds?: number;
  /** The total weight of the mean, in bytes. */
  roundTripWeight: number;
  /** Of the flows with a verdict of network policies; undefined if none has one. */
  verdicts?: EdgeVerdicts;
  /** Numbers of data that does not consist of flows, by column name. */
  others?: Record<string, number>;
  /** How to combine those that cannot be added, by column name. */
  combined?: Record<string, Combined>;
}

/** How to combine numbers that cannot be added. */
export type Combining = 'mean' | 'largest' | 'smallest';

interface Combined {
  readonly how: Combining;
  /** Number of rows that the value combines: the weight of a mean. */
  readonly rows: number;
}

const NO_PORTS: readonly number[] = [];

/** Metrics without any flow. All properties exist from the start: engines are slow with objects that grow. */
export function noMetrics(ports = NO_PORTS): EdgeMetrics {
  return {
    flowCount: 0,
    ports,
    bytes: undefined,
    crossZoneBytes: 0,
    chargedBytes: undefined,
    retransmissions: undefined,
    timeouts: undefined,
    ratedLosses: 0,
    roundTripTimeMicroseconds: undefined,
    roundTripWeight: 0,
    verdicts: undefined,
    others: undefined,
    combined: undefined,
  };
}

/** Adds a flow to the metrics of its edge, which already include its port. */
export function addFlow(into: EdgeMetrics, flow: Flow): void {
  const bytes = bytesOf(flow);
  const retransmissions = retransmissionsOf(flow);
  const timeouts = timeoutsOf(flow);
  into.flowCount += 1;
  into.bytes = addDefined(into.bytes, bytes);
  into.crossZoneBytes += crossesZones(flow) ? (bytes ?? 0) : 0;
  for (const charge of bytes === undefined ? [] : chargesOf(flow)) {
    addCharge(into, charge, bytes ?? 0);
  }
  into.retransmissions = addDefined(into.retransmissions, retransmissions);
  into.timeouts = addDefined(into.timeouts, timeouts);
  into.ratedLosses += bytes === undefined ? 0 : (retransmissions ?? 0) + (timeouts ?? 0);
  // A flow whose bytes are unknown still counts for the mean, with the minimum weight.
  addRoundTrip(into, roundTripTimeMicrosecondsOf(flow), Math.max(bytes ?? 0, 1));
  if (flow.verdict) {
    into.verdicts = withVerdicts(into.verdicts, { [flow.verdict.state]: 1 });
  }
}

/** Adds the metrics of one edge to those of a coarser one. Ports stay unsorted until {@link sortedPorts}. */
export function addMetrics(into: EdgeMetrics, from: EdgeMetrics): void {
  into.flowCount += from.flowCount;
  into.bytes = addDefined(into.bytes, from.bytes);
  into.crossZoneBytes += from.crossZoneBytes;
  for (const charge of from.chargedBytes ? CHARGES : []) {
    addCharge(into, charge, from.chargedBytes?.[charge] ?? 0);
  }
  into.retransmissions = addDefined(into.retransmissions, from.retransmissions);
  into.timeouts = addDefined(into.timeouts, from.timeouts);
  into.ratedLosses += from.ratedLosses;
  addRoundTrip(into, from.roundTripTimeMicroseconds, from.roundTripWeight);
  into.ports = withPorts(into.ports, from.ports);
  if (from.verdicts) {
    into.verdicts = withVerdicts(into.verdicts, from.verdicts);
  }
  for (const [name, value] of Object.entries(from.others ?? {})) {
    addOther(into, name, value, from.combined?.[name]);
  }
}

/** Adds a number of data that does not consist of flows. A combined number lies within the range of its parts. */
export function addOther(into: EdgeMetrics, name: string, value: number, combined?: Combined): void {
  const before = into.others && Object.hasOwn(into.others, name) ? into.others[name] : undefined;
  const rows = into.combined?.[name]?.rows ?? 0;
  into.others ??= {};
  into.others[name] = before === undefined ? value : mergeResponses(before, value, combined, rows);
  if (combined) {
    into.combined = { ...into.combined, [name]: { how: combined.how, rows: rows + combined.rows } };
  }
}

function mergeResponses(before: number, value: number, combined: Combined | undefined, rows: number): number {
  switch (combined?.how) {
    case 'mean':
      return before + ((value - before) * combined.rows) / (rows + combined.rows);
    case 'largest':
      return Math.max(before, value);
    case 'smallest':
      return Math.min(before, value);
    default:
      return before + value;
  }
}

/** The union of two lists of ports. Lists are shared and never modified. */
export function withPorts(ports: readonly number[], others: readonly number[]): readonly number[] {
  if (ports.length === 0) {
    return others;
  }
  const added = others.filter((port) => !ports.includes(port));
  return added.length === 0 ? ports : [...ports, ...added];
}

/** Ports, ascending. */
export function sortedPorts(ports: readonly number[]): readonly number[] {
  return ports.length < 2 ? ports : [...ports].sort((a, b) => a - b);
}

function addCharge(into: EdgeMetrics, charge: TransferCharge, bytes: number): void {
  // The object can be shared with other metrics.
  into.chargedBytes = { ...into.chargedBytes, [charge]: (into.chargedBytes?.[charge] ?? 0) + bytes };
}

function addRoundTrip(into: EdgeMetrics, mean: number | undefined, weight: number): void {
  if (mean !== undefined) {
    const total = into.roundTripWeight + weight;
    into.roundTripTimeMicroseconds =
      ((into.roundTripTimeMicroseconds ?? 0) * into.roundTripWeight + mean * weight) / total;
    into.roundTripWeight = total;
  }
}
