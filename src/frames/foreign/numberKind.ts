import { type Field } from '@grafana/data';
import { type Combining } from '../../core/graph/edgeMetrics';

/**
 * The kind of a column of numbers, which decides how several numbers are combined:
 *
 * - `count`: amounts, which are summed over rows, edges, and time.
 * - `rate`: amounts per time, which are summed over edges and over rows of the same time, and averaged over time.
 * - {@link Combining}: levels, which are never summed: percentiles and maxima (`largest`), minima (`smallest`), and
 *   durations, shares, and means (`mean`).
 * - `identifier`: numbers that identify something, such as ports and protocols. They are not measures.
 */
export type NumberKind = MeasureKind | 'identifier';

export type MeasureKind = 'count' | 'rate' | Combining;

/** "req/s", "t/min", "per second": in custom units and names. */
const PER_TIME = /(?:\/|\bper) ?(?:s|sec|seconds?|m|min|minutes?|h|hours?)[)\]]?$/i;
/** Grafana's IDs of units per second or minute. */
const RATE_UNIT = /^(?:bin)?bps$|^[kmgtp]i?(?:bs|bits)$|^(?:p|c|o|io|req|r|w|e|m|rec|rows)ps$|^[corwem]pm$/i;
/** Grafana's IDs of units of durations, shares, and other levels, and durations per something. */
const LEVEL_UNIT =
  /^(?:[nµum]?s|m|h|d|dtdurationm?s|dtd?hms|clockm?s|percent(?:unit)?|%|humidity|dBm?|celsius|fahrenheit|kelvin|hertz)$|^[nµum]?s\//;

const LARGEST = /^(?:max|maximum|peak|worst|p\d{2,}|\d{2,}th|quantile|percentile|thickness)$/;
const SMALLEST = /^(?:min|minimum)$/;
const MEAN = /^(?:avg|average|mean|median)$/;
const COUNT = /^(?:total|sum|counts?)$/;
const LEVEL =
  /^(?:percent(?:age)?|pct|ratio|share|fraction|utili[sz]ation|usage|score|latency|s?rtt|duration|delay|jitter|age)$/;
const DURATION = /^(?:times?|[nuµm]?s|m?sec|(?:milli|micro|nano)?seconds?|millis|micros|nanos)$/;
const RATE =
  /^(?:(?:bit|byte|packet)?rates?|throughput|bandwidth|[kmgt]i?bps|[bpqrtco]ps|iops|[qrto]pm|\w+per(?:sec|second|min|minute))$/;
/** Words whose "rate" is a share. */
const SHARE = /^(?:errors?|failures?|loss|drops?|success|hit|miss|retransmissions?)$/;

const IDENTIFIER =
  /^(?:(?:src|dst|dest|source|destination|client|server|local|remote|target|peer|s|d|l|r|l4)?port|ids?|identifier|[upgt]id|index|asn?|vlan|vni|version|type|proto(?:col)?|e(?:ther)?type|(?:tcp)?flags|tos|dscp|ttl|code|status|directions?|interfaces?|path|sampling)$/;
/** Timestamps as numbers. Columns with Grafana's time type are not numbers. */
const MOMENT =
  /^(?:time)?(?:flow|event|log)?(?:start|end)(?:time)?$|^time(?:flow)?received$|^(?:first|last)(?:seen|switched|time)$|^(?:event|log)?(?:time|timestamp|ts|epoch)$/;

/** @param label the display name, which says more than the column name in Grafana's node graph */
export function numberKind({ name, config }: Pick<Field, 'name' | 'config'>, label: string): NumberKind {
  const said = /^(?:main|secondary)stat$/i.test(name) ? label : name.replace(/^(?:detail|arc)__/, '');
  const words = wordsOf(said);
  const unit = (config.unit ?? '').replace(/^(?:suffix|prefix):/, '').trim();
  const hasUnit = !['', 'none', 'short'].includes(unit);
  if (!hasUnit && isIdentifier(words)) {
    return 'identifier';
  }
  if (LEVEL_UNIT.test(unit)) {
    return byStatistic(words) ?? 'mean';
  }
  return RATE_UNIT.test(unit) || [unit, said, words.join(' ')].some((text) => PER_TIME.test(text))
    ? 'rate'
    : (byStatistic(words) ?? byWords(words));
}

/** Whether a column counts traffic: bytes or packets. */
export function isTraffic({ name }: Pick<Field, 'name'>): boolean {
  return wordsOf(name).some((word) => /^(?:bytes?|octets?|packets?|pkts?)$/.test(word));
}

function isIdentifier(words: readonly string[]): boolean {
  const [last = ''] = words.slice(-1);
  const moment = words.length > 1 && DURATION.test(last) && last !== 'time' ? words.slice(0, -1) : words;
  return IDENTIFIER.test(last) || MOMENT.test(moment.join(''));
}

function byStatistic(words: readonly string[]): Combining | undefined {
  const has = (pattern: RegExp) => words.some((word) => pattern.test(word));
  return has(LARGEST) ? 'largest' : has(SMALLEST) ? 'smallest' : has(MEAN) ? 'mean' : undefined;
}

function byWords(words: readonly string[]): NumberKind {
  const [last = '', before = ''] = [...words].reverse();
  if (COUNT.test(last)) {
    return 'count';
  }
  // Prometheus names the column of samples "Value" in tables.
  if (words[0] === 'value' || words.some((word) => RATE.test(word))) {
    return last === 'rate' && SHARE.test(before) ? 'mean' : 'rate';
  }
  return DURATION.test(last) || words.some((word) => LEVEL.test(word)) ? 'mean' : 'count';
}

/** "TimeFlowRttNs" is time, flow, rtt, ns; text between double underscores, as in "__proto__", is not a word. */
function wordsOf(name: string): string[] {
  return name
    .replace(/^__.*__$/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-zµ\d]+/)
    .filter((word) => word !== '');
}
