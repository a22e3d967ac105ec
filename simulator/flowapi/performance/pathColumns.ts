/**
 * A path as generic columns: names and types in `fields`, cells as strings. The live service documents the names of
 * only those columns that are filter fields; clients must read `fields` and not rely on names.
 */
import { impactLevel } from './impact';
import { type PerformancePath } from './performancePaths';

interface PathColumn {
  name: string;
  type: 'string' | 'double' | 'bigint' | 'json';
  /** `null` means no value. */
  cell(path: PerformancePath): string | null;
}

/** The columns that filters can use, by the field names in the model. */
export const FILTER_FIELDS = {
  local_az_id: (path: PerformancePath) => path.localAzId,
  remote_az_id: (path: PerformancePath) => path.remoteAzId,
  impact_level: (path: PerformancePath) => (path.impactScore === null ? null : impactLevel(path.impactScore)),
};

/** All columns in order. */
export const PATH_COLUMNS: PathColumn[] = [
  { name: 'local_az_id', type: 'string', cell: FILTER_FIELDS.local_az_id },
  { name: 'remote_az_id', type: 'string', cell: FILTER_FIELDS.remote_az_id },
  { name: 'local_region', type: 'string', cell: (path) => path.localRegion },
  { name: 'remote_region', type: 'string', cell: (path) => path.remoteRegion },
  { name: 'impact_score', type: 'double', cell: (path) => decimal(path.impactScore) },
  { name: 'impact_level', type: 'string', cell: FILTER_FIELDS.impact_level },
  { name: 'traffic_bytes', type: 'bigint', cell: (path) => String(Math.round(path.trafficBytes)) },
  { name: 'round_trip_time_us', type: 'double', cell: (path) => decimal(path.roundTripTimeMicroseconds) },
  { name: 'subnet_pairs', type: 'json', cell: subnetPairsCell },
];

function decimal(value: number | null): string | null {
  return value === null ? null : value.toFixed(2);
}

function subnetPairsCell({ subnetPairs }: PerformancePath): string {
  return JSON.stringify(
    subnetPairs.map(({ localSubnetId, remoteSubnetId, trafficBytes }) => ({
      local_subnet_id: localSubnetId,
      remote_subnet_id: remoteSubnetId,
      traffic_bytes: Math.round(trafficBytes),
    }))
  );
}
