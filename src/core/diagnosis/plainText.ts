import { type Place } from './place';
import { type Fact, partsOf, type Sentence } from './sentence';

/** Formats a time in milliseconds since the epoch, in the time zone and the format of the reader. */
export type TimeText = (timeMs: number) => string;

/** A sentence as text without links. */
export function plainText(sentence: Sentence, timeText: TimeText): string {
  return partsOf(sentence)
    .map((part) => (typeof part === 'string' ? part : factText(part, timeText)))
    .join('');
}

/** A fact as text: "shop/checkout", "17,000 per GB". */
export function factText(fact: Fact, timeText: TimeText): string {
  switch (fact.kind) {
    case 'place':
      return placeText(fact.place);
    case 'time':
      return `${timeText(fact.timeMs)}${fact.orEarlier ? ' or earlier' : ''}`;
    case 'amount':
      return amountText(fact);
    case 'name':
      return fact.name;
    case 'text':
      return fact.text;
  }
}

function amountText({ amount, unit }: Extract<Fact, { kind: 'amount' }>): string {
  switch (unit) {
    case 'count':
      return rounded(amount);
    case 'bytes':
      return bytesText(amount);
    case 'perGb':
      return `${rounded(amount)} per GB`;
    case 'share':
      return `${rounded(amount * 100)}%`;
    case 'usdPerMonth':
      return `USD ${rounded(amount)} per month`;
    case 'seconds':
      return durationText(amount);
  }
}

/** A number with three significant digits: "1,240,000". */
function rounded(amount: number): string {
  const integer = Math.round(amount);
  return (Math.abs(integer) < 1_000 ? integer : Number(integer.toPrecision(3))).toLocaleString('en-US');
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** Bytes with a decimal unit: "1.24 MB". */
function bytesText(bytes: number): string {
  const step = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 0), BYTE_UNITS.length - 1);
  return `${Number((bytes / 1_000 ** step).toPrecision(3))} ${BYTE_UNITS[step]}`;
}

function durationText(seconds: number): string {
  const [value, unit] = seconds < 120 ? [Math.round(seconds), 'second'] : [Math.round(seconds / 60), 'minute'];
  return `${value} ${unit}${value === 1 ? '' : 's'}`;
}

/** A place as text: "shop/ui and shop/orders across zones". */
export function placeText(place: Place): string {
  switch (place.kind) {
    case 'workload':
      return `${place.namespace}/${place.workload}`;
    case 'node':
      return place.node;
    case 'external':
      return place.name;
    case 'pair': {
      const ends = `${placeText(place.client)} and ${placeText(place.server)}`;
      return place.acrossZones ? `${ends} across zones` : ends;
    }
    case 'interface':
      return place.eni === '' ? `an interface of ${place.node}` : `${place.eni} of ${place.node}`;
    case 'zonePair':
      return place.zones.join(' and ');
    case 'monitor':
      return place.monitor;
    case 'cluster':
      return 'the cluster';
  }
}
