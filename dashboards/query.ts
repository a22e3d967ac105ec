import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { type FlowFilter } from '../src/core/flow/filter';
import { type GroupField } from '../src/core/flow/groupField';
import { QUERY_VERSION, type SavedQuery } from '../src/core/query/savedQuery';
import { FLOWS_DATASOURCE } from './variables';

/** One of our queries in the form that the typed dashboard builders take. */
export function flowsDatasourceQuery(query: SavedQuery, refId = 'A'): Builder<Dataquery> {
  const target = { refId, datasource: FLOWS_DATASOURCE.ref, ...query };
  // The builders tell queries of data sources apart by this method; it does not reach the JSON.
  return { build: () => ({ ...target, _implementsDataqueryVariant: () => undefined }) };
}

/** The monitor's flows by group, the largest first. */
export function groupedFlows(filters: FlowFilter[], groupBy: GroupField[]): Builder<Dataquery> {
  return flowsDatasourceQuery({
    version: QUERY_VERSION,
    queryType: 'flows',
    monitor: '$monitor',
    filters,
    format: 'topTalkers',
    groupBy,
  });
}
