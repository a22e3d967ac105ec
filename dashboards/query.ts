import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { type SavedQuery } from '../src/core/query/savedQuery';
import { FLOWS_DATASOURCE } from './variables';

/** One of our queries in the form that the typed dashboard builders take. */
export function flowsDatasourceQuery(query: SavedQuery, refId = 'A'): Builder<Dataquery> {
  const target = { refId, datasource: FLOWS_DATASOURCE.ref, ...query };
  // The builders tell queries of data sources apart by this method; it does not reach the JSON.
  return { build: () => ({ ...target, _implementsDataqueryVariant: () => undefined }) };
}
