/** A dashboard's metric queries as the data source sends them, all panels at once. */
import { silentAgents } from '../../src/core/promql/agents';
import { candidates, hasCandidates, recordedCandidates } from '../../src/core/promql/candidates';
import { recordedThroughout } from '../../src/core/promql/recorded';
import { startedAgentPods } from '../../src/core/promql/runningPods';
import { type Span } from '../../scripts/demo/startPrometheus';
import { agentQuery, type RangeFacts, toPrometheusQuery } from '../../src/datasource/metrics/toPrometheusQuery';
import { type PanelQuery } from './panelQueries';
import { ask, type Asked, processorSeconds } from './prometheusClient';
import { SCRAPE_SECONDS } from './writeSeries';

export interface Loaded {
  ms: number;
  processorSeconds: number;
  samples: number;
  /** The slowest panel, from the dashboard's start to its answer. */
  slowest: { title: string; ms: number };
  problems: string[];
}

/** @param useRecorded whether what is recorded is used where it is there; without, as if nothing were. */
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
      ask(url, query, range)
    )
  );
  const facts: RangeFacts = {
    hasKubeStateMetrics: true,
    startedAgents: started?.series.map(({ pod }) => pod ?? '') ?? [],
    isRecorded: useRecorded && recorded?.series.length === 1,
  };
  const answers = await Promise.all(
    panels.map(async (panel) => ({
      title: panel.title,
      asked: await askPanel(url, panel, range, facts),
      ms: performance.now() - beganMs,
    }))
  );
  const all = [silent, started, recorded, ...answers.flatMap(({ asked }) => asked)].filter((one) => one !== undefined);
  return {
    ms: performance.now() - beganMs,
    processorSeconds: (await processorSeconds(url)) - processorBefore,
    samples: all.reduce((sum, { samples }) => sum + samples, 0),
    slowest: answers.reduce((most, answer) => (answer.ms > most.ms ? answer : most), { title: '', ms: 0 }),
    problems: all.flatMap(({ problem }) => problem ?? []),
  };
}

async function askPanel(
  url: string,
  { query, maxDataPoints }: PanelQuery,
  range: Span,
  facts: RangeFacts
): Promise<Asked[]> {
  const rangeSeconds = (range.endMs - range.startMs) / 1_000;
  const stepSeconds = Math.max(SCRAPE_SECONDS, Math.ceil(rangeSeconds / maxDataPoints));
  const filledIn = (text: string) => withMacros(text, rangeSeconds, stepSeconds);
  const asked: Asked[] = [];
  const asks = async (text: string, step?: number) => {
    const answer = await ask(url, filledIn(text), { ...range, stepSeconds: step });
    asked.push(answer);
    return answer.series;
  };
  const agent = agentQuery(query, facts);
  let who: Asked['series'] | undefined;
  if (hasCandidates(agent)) {
    const fromRules = facts.isRecorded ? recordedCandidates(agent) : undefined;
    who = await asks(fromRules ?? candidates(agent));
    who = who.length === 0 && fromRules !== undefined ? await asks(candidates(agent)) : who;
  }
  if (who === undefined || who.length > 0) {
    const { expr, range: isRange } = toPrometheusQuery(query, 'A', facts, who);
    await asks(expr, isRange ? stepSeconds : undefined);
  }
  return asked;
}

/** As Grafana's Prometheus data source fills them in, told the true scrape interval. */
function withMacros(text: string, rangeSeconds: number, stepSeconds: number): string {
  const rateSeconds = Math.max(stepSeconds + SCRAPE_SECONDS, 4 * SCRAPE_SECONDS);
  return text
    .replaceAll('$__rate_interval_ms', String(1_000 * rateSeconds))
    .replaceAll(/\$__rate_interval\b|\$\{__rate_interval\}/g, `${rateSeconds}s`)
    .replaceAll('$__range_s', String(rangeSeconds))
    .replaceAll(/\$__range\b|\$\{__range\}/g, `${rangeSeconds}s`);
}
