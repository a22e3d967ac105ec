/** Runs a dashboard's metric queries as the data source sends them, all panels at once. */
import { silentAgents } from '../../src/core/prometheus/agent/agents';
import {
  candidates,
  filterToCandidates,
  hasCandidates,
  isRanking,
  nodesOf,
  recordedCandidates,
} from '../../src/core/prometheus/agent/candidates';
import { ranking } from '../../src/core/prometheus/agent/deltaGauge';
import { sharedInterfaces } from '../../src/core/prometheus/agent/mixedUpPods';
import { recordedSharedInterfaces, recordedThroughout } from '../../src/core/prometheus/agent/recorded';
import { startedAgentPods } from '../../src/core/prometheus/kubernetes/runningPods';
import {
  podsWithWholeLives,
  wholeLifeCandidates,
  type WholeLifeSign,
  wholeLifeSigns,
} from '../../src/core/prometheus/agent/wholeLives';
import { type Span } from '../../scripts/demo/startPrometheus';
import { rankings } from '../../src/datasource/handlers/metrics/rankings';
import {
  agentQuery,
  type RangeFacts,
  shortEnough,
  toPrometheusQueries,
} from '../../src/datasource/handlers/metrics/toPrometheusQuery';
import { type PanelQuery } from './panelQueries';
import { runQuery, type QueryResult, processorSeconds } from './prometheusClient';
import { SCRAPE_SECONDS } from './writeSeries';

/** What loading a dashboard took. */
export interface Loaded {
  ms: number;
  processorSeconds: number;
  samples: number;
  /** The slowest panel, measured from the start of the dashboard to the panel's result. */
  slowest: { title: string; ms: number };
  problems: string[];
}

/**
 * Runs all queries of the panels over a range.
 * @param useRecorded whether to use recorded series if they exist; otherwise, the queries run as if there were none.
 */
export async function loadDashboard(
  url: string,
  panels: readonly PanelQuery[],
  range: Span,
  useRecorded: boolean
): Promise<Loaded> {
  const processorBefore = await processorSeconds(url);
  const beganMs = performance.now();
  const rangeSeconds = (range.endMs - range.startMs) / 1_000;
  const [silent, started, recorded] = await Promise.all(
    [silentAgents(), startedAgentPods(rangeSeconds, {}), recordedThroughout(rangeSeconds)].map((query) =>
      runQuery(url, query, range)
    )
  );
  const isRecorded = useRecorded && recorded?.series.length === 1;
  const shared = await runQuery(
    url,
    isRecorded ? recordedSharedInterfaces(rangeSeconds) : sharedInterfaces(Math.round(rangeSeconds / 2), {}),
    range
  );
  const signs = [...new Set(panels.flatMap(({ query }) => (isRecorded ? [] : wholeLifeSigns(query.metric))))];
  const wholeLives = await Promise.all(
    signs.map(async (sign) => [sign, await queryWholeLives(url, sign, range)] as const)
  );
  const returnedPods = ({ query }: PanelQuery) =>
    wholeLives.flatMap(([sign, results]) =>
      wholeLifeSigns(query.metric).includes(sign) ? podNames(results.at(-1)) : []
    );
  const facts: RangeFacts = {
    hasKubeStateMetrics: true,
    startedAgents: started?.series.map(({ pod }) => pod ?? '') ?? [],
    isRecorded,
    sharedInterfaces: shared.series.map(({ iface }) => iface ?? ''),
  };
  const answers = await Promise.all(
    panels.map(async (panel) => ({
      title: panel.title,
      results: await queryPanel(url, panel, range, { ...facts, returnedPods: returnedPods(panel) }),
      ms: performance.now() - beganMs,
    }))
  );
  const ofAgents = [silent, started, recorded, shared].filter((one) => one !== undefined);
  const all = [
    ...ofAgents,
    ...wholeLives.flatMap(([, results]) => results),
    ...answers.flatMap(({ results }) => results),
  ];
  return {
    ms: performance.now() - beganMs,
    processorSeconds: (await processorSeconds(url)) - processorBefore,
    samples: all.reduce((sum, { samples }) => sum + samples, 0),
    slowest: answers.reduce((most, answer) => (answer.ms > most.ms ? answer : most), { title: '', ms: 0 }),
    problems: all.flatMap(({ problem }) => problem ?? []),
  };
}

/** The queries of `AgentHealth`: the candidates, and among them the pods that have whole-life samples. */
async function queryWholeLives(url: string, sign: WholeLifeSign, range: Span): Promise<QueryResult[]> {
  const window = { window: `${(range.endMs - range.startMs) / 1_000}s` };
  const found = await runQuery(url, wholeLifeCandidates(sign, window), range);
  const candidateNames = podNames(found);
  return candidateNames.length === 0
    ? [found]
    : [found, await runQuery(url, podsWithWholeLives(sign, candidateNames, window), range)];
}

function podNames(results: QueryResult | undefined): string[] {
  return results?.series.map(({ pod }) => pod ?? '') ?? [];
}

async function queryPanel(
  url: string,
  { query, maxDataPoints }: PanelQuery,
  range: Span,
  facts: RangeFacts
): Promise<QueryResult[]> {
  const rangeSeconds = (range.endMs - range.startMs) / 1_000;
  const stepSeconds = Math.max(SCRAPE_SECONDS, Math.ceil(rangeSeconds / maxDataPoints));
  const interpolateQuery = (text: string) => withMacros(text, rangeSeconds, stepSeconds);
  const results: QueryResult[] = [];
  const run = async (text: string, step?: number) => {
    const answer = await runQuery(url, interpolateQuery(text), { ...range, stepSeconds: step });
    results.push(answer);
    return answer.series;
  };
  const topSeries = await queryTop(query, facts, run);
  if (topSeries === undefined || topSeries.length > 0) {
    for (const { target } of toPrometheusQueries(query, 'A', facts, topSeries)) {
      await run(target.expr, target.range ? stepSeconds : undefined);
    }
  }
  return results;
}

/** The queries of `queryCandidates`. */
async function queryTop(
  query: PanelQuery['query'],
  facts: RangeFacts,
  run: (text: string) => Promise<QueryResult['series']>
): Promise<QueryResult['series'] | undefined> {
  const agent = agentQuery(query, facts);
  const { top } = agent;
  if (!top || (query.calculation === 'total' && !(facts.isRecorded && hasCandidates(agent)))) {
    return undefined;
  }
  if (!hasCandidates(agent)) {
    return run(shortEnough(agent, (some) => ranking(some, top)).expression);
  }
  const fromRules = facts.isRecorded ? recordedCandidates(agent) : undefined;
  const rough = fromRules === undefined ? [] : await run(fromRules);
  const found = rough.length > 0 ? rough : await run(shortEnough(agent, candidates).expression);
  if (found.length === 0 || (rough.length === 0 && isRanking(agent))) {
    return found;
  }
  const nodes = agent.metric.subject === 'pod' ? await run(nodesOf(filterToCandidates(agent, found))) : undefined;
  const ofNodes = { ...agent, nodes: nodes?.map(({ node }) => node ?? '') };
  const ranked = await Promise.all(rankings(ofNodes, found).map(({ expression }) => run(expression)));
  // Merging the results of the parts takes no time, so the benchmark uses the first ones.
  return ranked.flat().slice(0, top.k);
}

/** Fills in macros as Grafana's Prometheus data source does if its scrape interval is configured correctly. */
function withMacros(text: string, rangeSeconds: number, stepSeconds: number): string {
  const rateSeconds = Math.max(stepSeconds + SCRAPE_SECONDS, 4 * SCRAPE_SECONDS);
  return text
    .replaceAll('$__rate_interval_ms', String(1_000 * rateSeconds))
    .replaceAll(/\$__rate_interval\b|\$\{__rate_interval\}/g, `${rateSeconds}s`)
    .replaceAll('$__range_s', String(rangeSeconds))
    .replaceAll(/\$__range\b|\$\{__range\}/g, `${rangeSeconds}s`);
}
