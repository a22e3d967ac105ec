import { compareText } from '../compareText';
import { worstImpact } from './impact';
import { type NetworkPath, type SubnetPair } from './networkPath';

/**
 * The paths of several consecutive windows as paths of the whole time range: traffic is summed, round-trip
 * times are averaged by the traffic of their windows, and the worst impact is used.
 *
 * The paths of a single window stay unchanged. Paths of several windows are ranked as the API ranks them, by impact
 * and then by traffic.
 *
 * @param windows the newest first
 */
export function mergePaths(windows: ReadonlyArray<readonly NetworkPath[]>): NetworkPath[] {
  const [only, ...others] = windows;
  if (only && others.length === 0) {
    return [...only];
  }
  const byKey = new Map<string, NetworkPath[]>();
  for (const path of windows.flat()) {
    const key = keyOf(path);
    byKey.set(key, [...(byKey.get(key) ?? []), path]);
  }
  return [...byKey.entries()]
    .map(([key, parts]) => ({ key, path: wholeOf(parts) }))
    .sort((a, b) => byImpactThenTraffic(a.path, b.path) || compareText(a.key, b.key))
    .map(({ path }) => path);
}

/** Identifies a path by its ends. Paths without known ends are equal only if all their other values are. */
function keyOf({ localZoneId, remoteZoneId, localRegion, remoteRegion, extras }: NetworkPath): string {
  const ends = [localZoneId, remoteZoneId, localRegion, remoteRegion];
  return JSON.stringify(ends.some((end) => end !== undefined) ? ends : [...extras].sort());
}

function wholeOf(parts: readonly NetworkPath[]): NetworkPath {
  const [newest] = parts;
  return {
    ...newest,
    ...sumAndMean(parts),
    ...worstImpact(parts),
    subnetPairs: wholePairs(parts.flatMap(({ subnetPairs }) => subnetPairs)),
    extras: wholeExtras(parts),
  };
}

interface Amounts {
  bytes?: number;
  roundTripTimeMicroseconds?: number;
}

function sumAndMean(parts: readonly Amounts[]): Amounts {
  const known = parts.flatMap(({ bytes }) => (bytes === undefined ? [] : [bytes]));
  let weightedTime = 0;
  let weight = 0;
  for (const { bytes, roundTripTimeMicroseconds } of parts) {
    if (roundTripTimeMicroseconds !== undefined) {
      const partWeight = Math.max(bytes ?? 0, 1);
      weightedTime += roundTripTimeMicroseconds * partWeight;
      weight += partWeight;
    }
  }
  return {
    ...(known.length > 0 && { bytes: known.reduce((total, bytes) => total + bytes, 0) }),
    ...(weight > 0 && { roundTripTimeMicroseconds: weightedTime / weight }),
  };
}

function wholePairs(pairs: readonly SubnetPair[]): SubnetPair[] {
  const byEnds = new Map<string, SubnetPair[]>();
  for (const pair of pairs) {
    const key = JSON.stringify([pair.localSubnetId, pair.remoteSubnetId]);
    byEnds.set(key, [...(byEnds.get(key) ?? []), pair]);
  }
  return [...byEnds.entries()]
    .map(([key, parts]) => ({ key, pair: { ...parts[0], ...sumAndMean(parts) } }))
    .sort((a, b) => (b.pair.bytes ?? -1) - (a.pair.bytes ?? -1) || compareText(a.key, b.key))
    .map(({ pair }) => pair);
}

/** The meaning of unknown columns is unknown, so all different values are kept, the newest first. */
function wholeExtras(parts: readonly NetworkPath[]): Map<string, string> {
  const names = [...new Set(parts.flatMap(({ extras }) => [...extras.keys()]))];
  const valuesOf = (name: string) => [...new Set(parts.flatMap(({ extras }) => extras.get(name) ?? []))];
  return new Map(names.map((name) => [name, valuesOf(name).join(' / ')]));
}

function byImpactThenTraffic(a: NetworkPath, b: NetworkPath): number {
  return (b.impactScore ?? -1) - (a.impactScore ?? -1) || (b.bytes ?? -1) - (a.bytes ?? -1);
}
