import { joinReports } from '../../src/core/flow/joinReports';
import { FLOW_METRICS } from '../../src/core/flow/metric';
import { aggregateFlows } from '../../src/core/graph/aggregate';
import { decodePage } from '../../src/flowapi/decode';
import { type WireTopContributorsPage } from '../../src/flowapi/wire';
import { median } from './median';
import { syntheticPages } from './syntheticPages';

interface Round {
  parse: number;
  decode: number;
  join: number;
  fold: number;
  flows: number;
}

/** Warm-up rounds that are not counted: a data source lives as long as the page. */
const WARM_UP = 5;
const ROUNDS = 9;

/** Compares decoding, joining and folding complete responses with `JSON.parse` of the same bytes, in ms. */
export function decodeJoinFold(rows: number, report: (text: string) => void) {
  const texts = syntheticPages(rows);
  const all = Array.from({ length: WARM_UP + ROUNDS }, (_, index) => {
    report(`decode, join and fold ${rows} rows, round ${index + 1} of ${WARM_UP + ROUNDS}`);
    return round(texts);
  });
  const rounds = all.slice(WARM_UP);
  const of = (part: keyof Round) => Math.round(median(rounds.map((one) => one[part])));
  const ours = median(rounds.map(({ decode, join, fold }) => decode + join + fold));
  const parse = median(rounds.map((one) => one.parse));
  return {
    rows,
    megabytes: Math.round(texts.reduce((sum, text) => sum + text.length, 0) / 1e6),
    flows: of('flows'),
    'JSON.parse': of('parse'),
    decode: of('decode'),
    join: of('join'),
    fold: of('fold'),
    'ours / JSON.parse': Number((ours / parse).toFixed(2)),
  };
}

function round(texts: readonly string[]): Round {
  const start = performance.now();
  const pages = texts.map((text): WireTopContributorsPage => JSON.parse(text));
  const parsed = performance.now();
  const reports = pages.flatMap((page, index) =>
    decodePage(page, FLOW_METRICS[index % FLOW_METRICS.length] ?? 'DATA_TRANSFERRED', 'INTRA_AZ')
  );
  const decoded = performance.now();
  const flows = joinReports(reports);
  const joined = performance.now();
  aggregateFlows(flows, { level: 'workload', maxEdges: 300 });
  const folded = performance.now();
  return {
    parse: parsed - start,
    decode: decoded - parsed,
    join: joined - decoded,
    fold: folded - joined,
    flows: flows.length,
  };
}
