import { type DataFrame } from '@grafana/data';
import { type Billing, costUsd, windowsPerMonth } from '../core/transfer/charges';
import { type GroupField, groupFieldLabel } from '../core/flow/groupField';
import { type TopTalker } from '../core/flow/topTalkers';
import { groupLinks, type KnownPlaces } from './flowLinks';
import { numberColumn, tableFrame, type TableColumn, textColumn } from './table';

const METRICS: ReadonlyArray<TableColumn<TopTalker>> = [
  numberColumn('bytes', 'Bytes', 'decbytes', ({ bytes }) => bytes),
  numberColumn('retransmissions', 'Retransmissions', 'short', ({ retransmissions }) => retransmissions),
  numberColumn('timeouts', 'Timeouts', 'short', ({ timeouts }) => timeouts),
  numberColumn(
    'roundTripTimeMicroseconds',
    'Round-trip time',
    'µs',
    ({ roundTripTimeMicroseconds }) => roundTripTimeMicroseconds
  ),
  numberColumn('crossZoneBytes', 'Cross-zone bytes', 'decbytes', ({ crossZoneBytes }) => crossZoneBytes),
  numberColumn('flowCount', 'Flows', 'short', ({ flowCount }) => flowCount),
];

/**
 * A row per group of flows: a column for each field of the grouping, then the traffic and losses of the group, and the
 * cost of its transfers between zones and Regions and through gateways, per month at the rate of this window.
 */
export function topTalkersFrame(
  talkers: readonly TopTalker[],
  fields: readonly GroupField[],
  { refId, places, ...billing }: Billing & { refId?: string; places: KnownPlaces }
): DataFrame {
  const groups = fields.map((field, index) => ({ ...groupColumn(field, index), links: groupLinks(field, places) }));
  const columns = [...groups, ...METRICS, costColumn(billing)];
  return tableFrame('top talkers', talkers, columns, refId);
}

function costColumn(billing: Billing): TableColumn<TopTalker> {
  const perMonth = windowsPerMonth(billing);
  return numberColumn(
    'costUsd',
    perMonth === undefined ? 'Estimated cost' : 'Estimated cost per month',
    'currencyUSD',
    ({ crossZoneBytes, chargedBytes }) =>
      crossZoneBytes === undefined
        ? undefined
        : costUsd({ crossZoneBytes, chargedBytes }, billing.prices) * (perMonth ?? 1)
  );
}

function groupColumn(field: GroupField, index: number): TableColumn<TopTalker> {
  const title = groupFieldLabel(field);
  if (field === 'port') {
    return numberColumn(field, title, undefined, ({ group }) => numberOf(group[index]));
  }
  return textColumn(field, title, ({ group }) => textOf(group[index]));
}

function numberOf(value: string | number | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function textOf(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
