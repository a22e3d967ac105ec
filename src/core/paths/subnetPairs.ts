import { isRecord } from '../json';
import { SUBNET_PAIR_SUBJECTS, knownColumns } from './columns';
import { type SubnetPair } from './networkPath';

/** @returns undefined if the cell is not a JSON list of subnet pairs */
export function parseSubnetPairs(cell: string): SubnetPair[] | undefined {
  const list = parseJson(cell);
  if (!Array.isArray(list)) {
    return undefined;
  }
  const pairs = list.filter(isRecord).map(toPair);
  const hasSubnets = pairs.every(
    ({ localSubnetId, remoteSubnetId }) => (localSubnetId ?? remoteSubnetId) !== undefined
  );
  return hasSubnets && pairs.length === list.length ? pairs : undefined;
}

function toPair(entry: Record<string, unknown>): SubnetPair {
  const names = Object.keys(entry);
  const columns = knownColumns(
    names.map((name) => ({ name, type: typeof entry[name] })),
    SUBNET_PAIR_SUBJECTS
  );
  const pair: SubnetPair = {};
  for (const [subject, { name, factor = 1 }] of columns) {
    const value = entry[name];
    if (subject === 'localSubnetId' || subject === 'remoteSubnetId') {
      assign(pair, subject, typeof value === 'string' && value !== '' ? value : undefined);
    } else {
      assign(pair, subject, amountOf(value, factor));
    }
  }
  return pair;
}

function assign<Member extends keyof SubnetPair>(pair: SubnetPair, member: Member, value: SubnetPair[Member]): void {
  if (value !== undefined) {
    pair[member] = value;
  }
}

/** Numbers can be strings, as in all other cells of the response. */
function amountOf(value: unknown, factor: number): number | undefined {
  const number = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : NaN;
  return Number.isFinite(number) ? number * factor : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
