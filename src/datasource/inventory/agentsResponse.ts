import { type DataQueryResponse, type DataSourceApi } from '@grafana/data';
import { map, type Observable } from 'rxjs';
import { type TimeWindow } from '../../core/flow/flow';
import { agentsOf, collectionNotices } from '../../core/inventory/agents';
import {
  agentsUp,
  frozenPods,
  nodesWithoutAgent,
  scrapeIntervalSeconds,
  scrapersPerAgent,
} from '../../core/promql/agents';
import { agentsFrame } from '../../frames/agentsFrame';
import { instantSamples, type Sample } from '../prometheus/instantSamples';
import { snapshotResponse } from '../snapshotResponse';
import { type Sources } from '../sources';

/** Which nodes have an agent that answers, and how it is scraped, at the end of the range. */
export function agentsResponse(
  prometheus: DataSourceApi,
  { facts, client }: Pick<Sources, 'facts' | 'client'>,
  range: TimeWindow,
  refId: string
): Observable<DataQueryResponse> {
  const expressions = {
    up: agentsUp(facts),
    scrapers: scrapersPerAgent(facts),
    withoutAgent: nodesWithoutAgent(facts),
    interval: scrapeIntervalSeconds(facts),
    frozen: frozenPods(facts.hasKubeStateMetrics ? 'kube-state-metrics' : 'by-change', facts),
  };
  const pictures = instantSamples(prometheus, expressions, range).pipe(
    map(({ up, scrapers, withoutAgent, interval, frozen }) => {
      const byNode = ({ labels, value }: Sample) => ({
        ...(facts.clusterLabel !== undefined && { cluster: labels[facts.clusterLabel] }),
        node: labels.node ?? '',
        value,
      });
      const series = {
        up: up.map(byNode),
        scrapers: scrapers.map(byNode),
        withoutAgent: withoutAgent.map(byNode),
        ...(interval.length > 0 && { intervalSeconds: Math.max(...interval.map(({ value }) => value)) }),
        frozenPods: frozen.reduce((sum, { value }) => sum + value, 0),
      };
      const agents = agentsOf(series);
      return { agents, isWhole: true, notices: collectionNotices(agents, series) };
    })
  );
  return snapshotResponse(pictures, {
    refId,
    scheduler: client.pacing.scheduler,
    framesOf: ({ agents }) => [agentsFrame(agents, refId)],
  });
}
