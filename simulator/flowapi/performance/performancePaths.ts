/** The paths between zones and Regions that the reported flows took. */
import { type FlowReport } from '../../world/flowReports';
import { compareTexts } from '../topContributors/ranking';
import { impactScore } from './impact';

/** The part of a path between two subnets. */
interface SubnetPair {
  localSubnetId: string;
  remoteSubnetId: string;
  trafficBytes: number;
}

/** A path with its metrics over the window. Byte counts are TCP payload, times are in microseconds. */
export interface PerformancePath {
  localAzId: string;
  /** `null` if the path leaves the Region. */
  remoteAzId: string | null;
  localRegion: string | null;
  remoteRegion: string | null;
  trafficBytes: number;
  roundTripTimeMicroseconds: number | null;
  /** The worst score of the window's five-minute cells; `null` without data. */
  impactScore: number | null;
  subnetPairs: SubnetPair[];
}

/**
 * Computes the paths from the reports of each five-minute cell, ranked by impact, then by traffic (model
 * documentation).
 */
export function performancePaths(reportsByCell: ReadonlyArray<readonly FlowReport[]>): PerformancePath[] {
  const cellsByPath = new Map<string, FlowReport[][]>();
  reportsByCell.forEach((reports, cell) => {
    for (const report of reports) {
      const key = pathKey(report);
      if (key !== undefined) {
        const cells = cellsByPath.get(key) ?? reportsByCell.map(() => []);
        cells[cell]?.push(report);
        cellsByPath.set(key, cells);
      }
    }
  });
  return [...cellsByPath.entries()]
    .flatMap(([key, cells]) => toPath(cells).map((path) => ({ key, path })))
    .sort((a, b) => compareByImpact(a.path, b.path) || compareTexts(a.key, b.key))
    .map(({ path }) => path);
}

/**
 * Flows within a zone are not on a path. Each connection counts once per path: the report of its other endpoint belongs
 * to the reverse path.
 */
function pathKey({ local, remote }: FlowReport): string | undefined {
  const betweenZones = remote.azId !== undefined && remote.azId !== local.azId;
  const betweenRegions = remote.region !== undefined && remote.region !== local.region;
  const isPath = local.azId !== undefined && (betweenZones || betweenRegions);
  return isPath ? [local.azId, remote.azId, remote.region].join('|') : undefined;
}

/** Empty if there are no reports, one path otherwise. */
function toPath(cells: readonly FlowReport[][]): PerformancePath[] {
  const reports = cells.flat();
  const [first] = reports;
  if (!first) {
    return [];
  }
  return [
    {
      localAzId: first.local.azId ?? '',
      remoteAzId: first.remote.azId ?? null,
      localRegion: first.local.region ?? null,
      remoteRegion: first.remote.region ?? null,
      trafficBytes: reports.reduce((total, report) => total + bytes(report), 0),
      roundTripTimeMicroseconds: meanRoundTripTime(reports),
      impactScore: worst(cells.map(impactScore)),
      subnetPairs: subnetPairs(reports),
    },
  ];
}

function bytes({ bytesDelivered, bytesReceived }: FlowReport): number {
  return bytesDelivered + bytesReceived;
}

/** Weighted by the number of sent segments, so that busy flows count more. */
function meanRoundTripTime(reports: readonly FlowReport[]): number | null {
  let weighted = 0;
  let weight = 0;
  for (const { roundTripTimeMicroseconds, segmentsDelivered } of reports) {
    if (roundTripTimeMicroseconds !== undefined) {
      const segments = Math.max(1, segmentsDelivered);
      weighted += roundTripTimeMicroseconds * segments;
      weight += segments;
    }
  }
  return weight > 0 ? weighted / weight : null;
}

function worst(scores: ReadonlyArray<number | null>): number | null {
  return scores.reduce((highest, score) => (score !== null && score > (highest ?? -1) ? score : highest), null);
}

function subnetPairs(reports: readonly FlowReport[]): SubnetPair[] {
  const pairs = new Map<string, SubnetPair>();
  for (const report of reports) {
    const localSubnetId = report.local.subnetId ?? '';
    const remoteSubnetId = report.remote.subnetId ?? '';
    const key = `${localSubnetId}|${remoteSubnetId}`;
    const pair = pairs.get(key) ?? { localSubnetId, remoteSubnetId, trafficBytes: 0 };
    pair.trafficBytes += bytes(report);
    pairs.set(key, pair);
  }
  return [...pairs.entries()]
    .sort(([keyA, a], [keyB, b]) => b.trafficBytes - a.trafficBytes || compareTexts(keyA, keyB))
    .map(([, pair]) => pair);
}

/** Paths without impact data come last. */
function compareByImpact(a: PerformancePath, b: PerformancePath): number {
  return (b.impactScore ?? -1) - (a.impactScore ?? -1) || b.trafficBytes - a.trafficBytes;
}
