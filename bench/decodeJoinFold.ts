/** Decode, join and fold of whole answers, beside `JSON.parse` of the same bytes. */
import { joinReports } from '../src/core/flow/joinReports';
import { FLOW_METRICS } from '../src/core/flow/metric';
import { foldFlows } from '../src/core/graph/fold';
import { decodePage } from '../src/flowapi/decode';
import { type WireTopContributorsPage } from '../src/flowapi/wire';
import { syntheticPages } from './syntheticPages';

export interface Round {
  parseMs: number;
  decodeMs: number;
  joinMs: number;
  foldMs: number;
}

/** One round over pages of JSON text; the results are returned so that nothing is optimised away. */
export function round(texts: readonly string[]): { times: Round; rows: number; flows: number; edges: number } {
  const startMs = performance.now();
  const pages = texts.map((text): WireTopContributorsPage => JSON.parse(text));
  const parsedMs = performance.now();
  const reports = pages.flatMap((page, index) =>
    decodePage(page, FLOW_METRICS[index % FLOW_METRICS.length] ?? 'DATA_TRANSFERRED', 'INTRA_AZ')
  );
  const decodedMs = performance.now();
  const flows = joinReports(reports);
  const joinedMs = performance.now();
  const graph = foldFlows(flows, { level: 'workload', maxEdges: 300 });
  const foldedMs = performance.now();
  return {
    times: {
      parseMs: parsedMs - startMs,
      decodeMs: decodedMs - parsedMs,
      joinMs: joinedMs - decodedMs,
      foldMs: foldedMs - joinedMs,
    },
    rows: reports.length,
    flows: flows.length,
    edges: graph.edges.length,
  };
}

if (process.argv[1]?.endsWith('decodeJoinFold.ts')) {
  for (const rows of [22_000, 100_000]) {
    const texts = syntheticPages(rows);
    const mb = texts.reduce((sum, text) => sum + text.length, 0) / 1e6;
    for (let i = 0; i < 8; i++) {
      const result = round(texts);
      console.log(rows, mb.toFixed(1) + ' MB', JSON.stringify(result));
    }
  }
}
