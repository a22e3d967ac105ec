import { type DataFrame } from '@grafana/data';
import { type NetworkPath } from '../core/paths/networkPath';
import { numberColumn, tableFrame, type TableColumn, textColumn } from './table';

const COLUMNS: ReadonlyArray<TableColumn<NetworkPath>> = [
  textColumn('localZoneId', 'Local zone ID', ({ localZoneId }) => localZoneId),
  textColumn('remoteZoneId', 'Remote zone ID', ({ remoteZoneId }) => remoteZoneId),
  textColumn('localRegion', 'Local Region', ({ localRegion }) => localRegion),
  textColumn('remoteRegion', 'Remote Region', ({ remoteRegion }) => remoteRegion),
  textColumn('impactLevel', 'Impact level', ({ impactLevel }) => impactLevel),
  numberColumn('impactScore', 'Impact score', undefined, ({ impactScore }) => impactScore),
  numberColumn('bytes', 'Bytes', 'decbytes', ({ bytes }) => bytes),
  numberColumn(
    'roundTripTimeMicroseconds',
    'Round-trip time',
    'µs',
    ({ roundTripTimeMicroseconds }) => roundTripTimeMicroseconds
  ),
  // JSON, because a name could contain any separator.
  textColumn('subnetPairs', 'Subnet pairs', ({ subnetPairs }) =>
    subnetPairs.length === 0 ? undefined : JSON.stringify(subnetPairs)
  ),
];

/**
 * A row per network path. The fixed columns are followed by columns of the API that this version does not
 * recognize, under the names that the API gives them.
 */
export function networkPathsFrame(paths: readonly NetworkPath[], refId?: string): DataFrame {
  return tableFrame('network paths', paths, [...COLUMNS, ...extraColumns(paths)], refId);
}

function extraColumns(paths: readonly NetworkPath[]): Array<TableColumn<NetworkPath>> {
  const known = new Set(COLUMNS.map(({ name }) => name));
  const names = new Set(paths.flatMap(({ extras }) => [...extras.keys()]));
  return [...names].map((name) =>
    textColumn(known.has(name) ? `${name} (as sent)` : name, name, ({ extras }) => extras.get(name))
  );
}
