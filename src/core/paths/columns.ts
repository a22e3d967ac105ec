import { wordsOf } from './columnName';
import { type PathField } from './table';
import { BYTES, MICROSECONDS, type Units } from './units';

/** The meaning of a column, and its possible names, most likely first. */
export interface Subject<Name extends string> {
  subject: Name;
  names: readonly string[];
  /** Words that are removed from the name before it is compared: "avg" of a round-trip time, "max" of an impact. */
  fillers?: readonly string[];
  /** Set if the values are amounts. */
  units?: Units;
  /** Set if the name is ambiguous: "impact" can be a score or a level. */
  isNumeric?: boolean;
}

export interface KnownColumn {
  index: number;
  name: string;
  /** The factor from the unit of the column to bytes or microseconds; undefined if its name contains no unit. */
  factor?: number;
}

export type PathSubject =
  | 'localZoneId'
  | 'remoteZoneId'
  | 'localRegion'
  | 'remoteRegion'
  | 'impactScore'
  | 'impactLevel'
  | 'bytes'
  | 'roundTripTimeMicroseconds'
  | 'subnetPairs';

const TRAFFIC = {
  subject: 'bytes' as const,
  // The empty name matches columns that are named only by their unit, such as "bytes".
  names: ['traffic', 'data transferred', 'transferred', 'traffic volume', 'data volume', 'volume', ''],
  fillers: ['total', 'sum'],
  units: BYTES,
};
const ROUND_TRIP_TIME = {
  subject: 'roundTripTimeMicroseconds' as const,
  names: ['round trip time', 'rtt', 'roundtriptime', 'round trip', 'round trip latency'],
  fillers: ['avg', 'average', 'mean'],
  units: MICROSECONDS,
};
const WORST = ['max', 'maximum', 'worst', 'highest'];

export const PATH_SUBJECTS: ReadonlyArray<Subject<PathSubject>> = [
  { subject: 'localZoneId', names: ['local az id', 'local az', 'local az name'] },
  { subject: 'remoteZoneId', names: ['remote az id', 'remote az', 'remote az name'] },
  { subject: 'localRegion', names: ['local region', 'local region name', 'local region id'] },
  { subject: 'remoteRegion', names: ['remote region', 'remote region name', 'remote region id'] },
  { subject: 'impactScore', names: ['impact score'], fillers: WORST },
  { subject: 'impactScore', names: ['impact'], fillers: WORST, isNumeric: true },
  { subject: 'impactLevel', names: ['impact level', 'impact severity', 'impact rating', 'severity'], fillers: WORST },
  { subject: 'impactLevel', names: ['impact'], fillers: WORST, isNumeric: false },
  TRAFFIC,
  ROUND_TRIP_TIME,
  { subject: 'subnetPairs', names: ['subnet pairs', 'subnet pair', 'subnets', 'subnet pair breakdown'] },
];

export const SUBNET_PAIR_SUBJECTS: ReadonlyArray<
  Subject<'localSubnetId' | 'remoteSubnetId' | 'bytes' | 'roundTripTimeMicroseconds'>
> = [
  { subject: 'localSubnetId', names: ['local subnet id', 'local subnet', 'local subnet arn'] },
  { subject: 'remoteSubnetId', names: ['remote subnet id', 'remote subnet', 'remote subnet arn'] },
  TRAFFIC,
  ROUND_TRIP_TIME,
];

/** The columns by meaning, based on their names only. Of several columns with the same meaning, the one with the most likely name is used. */
export function knownColumns<Name extends string>(
  fields: readonly PathField[],
  subjects: ReadonlyArray<Subject<Name>>
): Map<Name, KnownColumn> {
  const best = new Map<Name, { column: KnownColumn; rank: number }>();
  fields.forEach((field, index) => {
    for (const [order, subject] of subjects.entries()) {
      const match = matchOf(field, subject);
      const rank = match && order * 100 + match.rank;
      if (rank !== undefined && rank < (best.get(subject.subject)?.rank ?? Infinity)) {
        best.set(subject.subject, { rank, column: { index, name: field.name, factor: match?.factor } });
      }
    }
  });
  return new Map([...best].map(([subject, { column }]) => [subject, column]));
}

function matchOf({ name, type }: PathField, subject: Subject<string>): { rank: number; factor?: number } | undefined {
  const { names, fillers = [], units = {}, isNumeric } = subject;
  if (isNumeric !== undefined && isNumeric !== /int|double|float|decimal|real|num/i.test(type)) {
    return undefined;
  }
  const words = wordsOf(name).filter((word) => !fillers.includes(word));
  const unit = words.find((word) => Object.hasOwn(units, word));
  const rest = words.filter((word) => word !== unit).join(' ');
  const rank = names.indexOf(rest);
  const isNothing = rest === '' && unit === undefined;
  return rank < 0 || isNothing ? undefined : { rank, ...(unit !== undefined && { factor: units[unit] }) };
}
