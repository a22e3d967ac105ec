import { type Billing, costUsd, windowsPerMonth } from '../transfer/charges';
import { type EdgeMetrics } from './edgeMetrics';
import { countReached, lossEvents, LOSS_PER_GB, lossPerGb, lossStep } from './loss';
import { measureLabels } from './messages';

/** A number of an edge that the graph can show as its width or color. */
export interface Measure {
  id: string;
  label: string;
  /** Id of a unit in Grafana. */
  unit: string;
  /** Undefined if not reported, which is not the same as zero. */
  of(edge: EdgeMetrics): number | undefined;
  /** Default limits, ascending. An edge looks worse from each limit on. */
  limits: readonly number[];
  /** What the value is relative to, as a suffix of its unit: "/GB". */
  per?: string;
  /** How many events the value counts, in total; absent if it does not count events. */
  eventsOf?(edge: EdgeMetrics): number;
  /** The number of limits that an edge reaches, if that depends on more than the value. Undefined if not known. */
  stepOf?(edge: EdgeMetrics, limits: readonly number[]): number | undefined;
}

/** The measures of flows that do not depend on prices. */
const FLOW_MEASURES: readonly Measure[] = [
  { id: 'bytes', label: measureLabels.bytes, unit: 'decbytes', of: ({ bytes }) => bytes, limits: [] },
  {
    id: 'lossesPerGb',
    label: measureLabels.lossesPerGb,
    unit: 'short',
    per: '/GB',
    of: lossPerGb,
    eventsOf: lossEvents,
    limits: [LOSS_PER_GB.some, LOSS_PER_GB.severe],
    stepOf: lossStep,
  },
  {
    id: 'retransmissions',
    label: measureLabels.retransmissions,
    unit: 'short',
    of: ({ retransmissions }) => retransmissions,
    eventsOf: lossEvents,
    limits: [],
  },
  {
    id: 'timeouts',
    label: measureLabels.timeouts,
    unit: 'short',
    of: ({ timeouts }) => timeouts,
    eventsOf: lossEvents,
    limits: [1, 100],
  },
  {
    id: 'roundTripTime',
    label: measureLabels.roundTripTime,
    unit: 'µs',
    of: ({ roundTripTimeMicroseconds }) => roundTripTimeMicroseconds,
    limits: [2_000, 20_000],
  },
  {
    id: 'crossZoneBytes',
    label: measureLabels.crossZoneBytes,
    unit: 'decbytes',
    of: ({ bytes, crossZoneBytes }) => (bytes === undefined ? undefined : crossZoneBytes),
    limits: [],
  },
  {
    id: 'crossZoneShare',
    label: measureLabels.crossZoneShare,
    unit: 'percentunit',
    of: ({ bytes, crossZoneBytes }) => (bytes === undefined ? undefined : bytes === 0 ? 0 : crossZoneBytes / bytes),
    limits: [0.5, 0.9],
  },
  { id: 'flows', label: measureLabels.flows, unit: 'short', of: ({ flowCount }) => flowCount, limits: [] },
];

/** The measures of flows. */
export function flowMeasures(billing: Billing): readonly Measure[] {
  return [...FLOW_MEASURES, costMeasure(billing)];
}

function costMeasure(billing: Billing): Measure {
  const perMonth = windowsPerMonth(billing);
  return {
    id: 'cost',
    label: perMonth === undefined ? measureLabels.cost : measureLabels.monthlyCost,
    unit: 'currencyUSD',
    of: (edge) => (edge.bytes === undefined ? undefined : costUsd(edge, billing.prices) * (perMonth ?? 1)),
    limits: [],
  };
}

/** The measure with an id, or the first one if there is none. */
export function measureNamed(measures: readonly Measure[], id: string | undefined): Measure | undefined {
  return measures.find((measure) => measure.id === id) ?? measures[0];
}

/** The number of limits that the value of an edge reaches; undefined if the value is not known. */
export function stepOf(measure: Measure, edge: EdgeMetrics, limits: readonly number[]): number | undefined {
  if (measure.stepOf) {
    return measure.stepOf(edge, limits);
  }
  const value = measure.of(edge);
  return value === undefined ? undefined : countReached(limits, value);
}
