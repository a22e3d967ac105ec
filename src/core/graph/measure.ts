import { type Billing, costUsd, windowsPerMonth } from '../transfer/charges';
import { type EdgeMetrics } from './edgeMetrics';
import { countReached, LOSS_PER_GB, lossPerGb, lossStep } from './loss';

/** One number of an edge that a graph can show as its width or its colour. */
export interface Measure {
  id: string;
  label: string;
  /** One of Grafana's unit ids. */
  unit: string;
  /** Undefined where nobody told, which is not zero. */
  of(edge: EdgeMetrics): number | undefined;
  /** From which values on an edge looks worse, ascending, where nobody set others. */
  limits: readonly number[];
  /** How many limits an edge reaches, where more than the number decides; undefined where it is not known. */
  stepOf?(edge: EdgeMetrics, limits: readonly number[]): number | undefined;
}

/** What edges of flows can show, whatever it costs. */
const FLOW_MEASURES: readonly Measure[] = [
  { id: 'bytes', label: 'Data transferred', unit: 'decbytes', of: ({ bytes }) => bytes, limits: [] },
  {
    id: 'lossesPerGb',
    label: 'Retransmissions and timeouts per GB',
    unit: 'short',
    of: lossPerGb,
    limits: [LOSS_PER_GB.some, LOSS_PER_GB.severe],
    stepOf: lossStep,
  },
  {
    id: 'retransmissions',
    label: 'Retransmissions',
    unit: 'short',
    of: ({ retransmissions }) => retransmissions,
    limits: [],
  },
  { id: 'timeouts', label: 'Retransmission timeouts', unit: 'short', of: ({ timeouts }) => timeouts, limits: [1, 100] },
  {
    id: 'roundTripTime',
    label: 'Round-trip time',
    unit: 'µs',
    of: ({ roundTripTimeMicroseconds }) => roundTripTimeMicroseconds,
    limits: [2_000, 20_000],
  },
  {
    id: 'crossZoneBytes',
    label: 'Data across zones',
    unit: 'decbytes',
    of: ({ bytes, crossZoneBytes }) => (bytes === undefined ? undefined : crossZoneBytes),
    limits: [],
  },
  {
    id: 'crossZoneShare',
    label: 'Share across zones',
    unit: 'percentunit',
    of: ({ bytes, crossZoneBytes }) => (bytes === undefined ? undefined : bytes === 0 ? 0 : crossZoneBytes / bytes),
    limits: [0.5, 0.9],
  },
  { id: 'flows', label: 'Flows', unit: 'short', of: ({ flowCount }) => flowCount, limits: [] },
];

/** What edges of flows can show. */
export function flowMeasures(billing: Billing): readonly Measure[] {
  return [...FLOW_MEASURES, costMeasure(billing)];
}

function costMeasure(billing: Billing): Measure {
  const perMonth = windowsPerMonth(billing);
  return {
    id: 'cost',
    label: perMonth === undefined ? 'Estimated transfer cost' : 'Estimated transfer cost per month',
    unit: 'currencyUSD',
    of: (edge) => (edge.bytes === undefined ? undefined : costUsd(edge, billing.prices) * (perMonth ?? 1)),
    limits: [],
  };
}

/** The measure with an id, or else the first of those that there are. */
export function measureNamed(measures: readonly Measure[], id: string | undefined): Measure | undefined {
  return measures.find((measure) => measure.id === id) ?? measures[0];
}

/** How many limits the value of an edge reaches; undefined where the value is not known. */
export function stepOf(measure: Measure, edge: EdgeMetrics, limits: readonly number[]): number | undefined {
  if (measure.stepOf) {
    return measure.stepOf(edge, limits);
  }
  const value = measure.of(edge);
  return value === undefined ? undefined : countReached(limits, value);
}
