import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { type FlowFilter } from '../src/core/flow/filter';
import { type GroupField } from '../src/core/flow/groupField';
import { QUERY_VERSION, type SavedQuery } from '../src/core/query/savedQuery';
import { FLOWS_DATASOURCE } from './variables';

/** A query of this data source in the form that the typed dashboard builders accept. */
export function flowsDatasourceQuery(query: SavedQuery, refId = 'A'): Builder<Dataquery> {
  const target = { refId, datasource: FLOWS_DATASOURCE.ref, ...query };
  // The builders recognize a query by this method, which does not reach the JSON.
  return { build: () => ({ ...target, _implementsDataqueryVariant: () => undefined }) };
}

/** The monitor's flows by group, largest first. */
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
