import { type DataSourceApi } from '@grafana/data';
import { map, type Observable } from 'rxjs';
import { type TimeWindow } from '../../../core/time';
import { type AgentSeries, type ExposedPods } from '../../../core/inventory/agents';
import {
  agentsUp,
  frozenPods,
  nodesWithoutAgent,
  exposedPods,
  scrapeIntervalSeconds,
  scrapersPerAgent,
} from '../../../core/prometheus/agent/agents';
import { agentsWithoutPods, interfacesNotRead } from '../../../core/prometheus/agent/interfaceCoverage';
import { type PrometheusFacts } from '../../../core/prometheus/prometheusFacts';
import { instantSamples, type Sample } from '../../prometheus/instantSamples';

/** The series about the agents at the end of a window. Emits once. Errors with what to do. */
export function agentSeries(
  prometheus: DataSourceApi,
  facts: PrometheusFacts,
  window: TimeWindow
): Observable<AgentSeries> {
  const endsKnownBy = facts.hasKubeStateMetrics ? 'kube-state-metrics' : 'by-change';
  const expressions = {
    up: agentsUp(facts),
    scrapers: scrapersPerAgent(facts),
    withoutAgent: nodesWithoutAgent(facts),
    interval: scrapeIntervalSeconds(facts),
    exposed: exposedPods(facts),
    ended: frozenPods(endsKnownBy, facts),
    unread: interfacesNotRead(facts),
    withoutPods: agentsWithoutPods(endsKnownBy, facts),
  };
  const clusterOf = ({ labels }: Sample) =>
    facts.clusterLabel === undefined ? {} : { cluster: labels[facts.clusterLabel] };
  const byNode = (sample: Sample) => ({
    ...clusterOf(sample),
    node: sample.labels.node ?? '',
    value: sample.value,
  });
  return instantSamples(prometheus, expressions, window).pipe(
    map(({ up, scrapers, withoutAgent, interval, exposed, ended, unread, withoutPods }) => ({
      up: up.map(byNode),
      scrapers: scrapers.map(byNode),
      withoutAgent: withoutAgent.map(byNode),
      unreadInterfaces: unread.map(byNode),
      withoutPods: withoutPods.map(byNode),
      ...(interval.length > 0 && { intervalSeconds: Math.max(...interval.map(({ value }) => value)) }),
      pods: exposed.map((sample): ExposedPods => {
        const { cluster } = clusterOf(sample);
        const endedHere = ended.find((other) => clusterOf(other).cluster === cluster);
        return { ...clusterOf(sample), exposed: sample.value, ended: endedHere?.value ?? 0 };
      }),
      endsKnownBy,
    }))
  );
}
