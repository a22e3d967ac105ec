import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import { type AnnotationQuery, AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { type LabelFilter } from '../src/core/prometheus/matcher';
import { type EventKind } from '../src/core/events/event';
import { QUERY_VERSION } from '../src/core/query/savedQuery';
import { inSight } from './inSight';
import { flowsDatasourceQuery } from './query';
import { FLOWS_DATASOURCE } from './variables';

/** The name of the switch above the dashboard, and the color in the charts. */
const LOOKS: Record<EventKind, { name: string; color: string }> = {
  allowances: { name: 'Allowances exceeded', color: 'orange' },
  agentRestarts: { name: 'Agent restarts', color: 'purple' },
  rollouts: { name: 'Rollouts', color: 'blue' },
  podProblems: { name: 'Pod problems', color: 'red' },
};

/** Events of one kind as annotations with their own switch. */
export function eventsAnnotation(kind: EventKind, filters: LabelFilter[] = []): Builder<AnnotationQuery> {
  const { name, color } = LOOKS[kind];
  return inSight(
    new AnnotationQueryBuilder()
      .name(name)
      .datasource(FLOWS_DATASOURCE.ref)
      .enable(true)
      .iconColor(color)
      .target(flowsDatasourceQuery({ version: QUERY_VERSION, queryType: 'events', kinds: [kind], filters }, 'Anno'))
  );
}
