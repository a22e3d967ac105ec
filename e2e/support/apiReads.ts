import { lastValueFrom } from 'rxjs';
import { type Simulator } from '../../simulator';
import { type FlowApiClient } from '../../src/flowapi/client';
import { readMonitors } from '../../src/flowapi/monitorDetail';
import { listPerformanceMonitors, topPaths } from '../../src/flowapi/performanceMonitors';
import { scopeSuggestions } from '../../src/flowapi/scopeSuggestions';
import { getScope, listScopes } from '../../src/flowapi/scopes';
import { insightsSeries, insightsTopContributors } from '../../src/flowapi/workloadInsights';

const HOUR = 3_600_000;

/** A quarter of an hour whose flows do not change any more, because all of them are ingested. */
export function ingestedWindow({ clock }: Simulator): { startMs: number; endMs: number } {
  const endMs = Math.floor(clock.nowMs() / HOUR) * HOUR - HOUR;
  return { startMs: endMs - HOUR / 4, endMs };
}

/** A query of workload insights. */
export function insight(simulator: Simulator) {
  return {
    scopeId: simulator.world.facts.scopeId,
    window: ingestedWindow(simulator),
    metricName: 'DATA_TRANSFERRED' as const,
    destinationCategory: 'INTER_AZ' as const,
  };
}

/** What the data source reads besides flows, by its name. */
export const API_READS: ReadonlyArray<[string, (client: FlowApiClient, simulator: Simulator) => Promise<object>]> = [
  ['monitors', (client) => lastValueFrom(readMonitors(client))],
  ['performance monitors', (client) => lastValueFrom(listPerformanceMonitors(client))],
  ['scopes', (client) => lastValueFrom(listScopes(client))],
  ['a scope', (client, { world }) => lastValueFrom(getScope(client, world.facts.scopeId))],
  [
    'scope suggestions',
    async (client) => {
      const [first] = await lastValueFrom(readMonitors(client));
      return lastValueFrom(scopeSuggestions(client, { name: 'demo-monitor', arn: first?.monitor.arn ?? '' }));
    },
  ],
  [
    'insights',
    (client, simulator) => lastValueFrom(insightsTopContributors(client, { ...insight(simulator), limit: 500 })),
  ],
  ['the series of insights', (client, simulator) => lastValueFrom(insightsSeries(client, insight(simulator)))],
  [
    'paths',
    (client, simulator) =>
      lastValueFrom(
        topPaths(client, { monitorName: 'demo-paths', window: ingestedWindow(simulator), filters: [], limit: 500 })
      ),
  ],
];
