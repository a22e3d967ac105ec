import {
  type AdHocVariableFilter,
  type DataQueryRequest,
  type DataSourceGetTagValuesOptions,
  type MetricFindValue,
} from '@grafana/data';
import { type TemplateSrv } from '@grafana/runtime';
import { categoryLabel, KNOWN_CATEGORIES } from '../../core/flow/category';
import { FILTER_FIELDS } from '../../core/flow/filter';
import {
  NAME_LABELS,
  type NameLabel,
  type NameList,
  type NamesQuery,
  namesProblem,
} from '../../core/prometheus/kubernetes/names';
import { adHocMatch } from '../../core/query/adHocFilters';
import { findNames } from '../handlers/metrics/findNames';
import { type QueryContext } from '../context/queryContext';

/** A function of Grafana's template service that is not in its types. */
type WithAdHocFilters = Partial<{
  getAdhocFilters(dataSourceName: string, skipDeprecationWarning: boolean): AdHocVariableFilter[];
}>;

/** The dashboard's filters: those in the request since Grafana 12, otherwise those of the template service. */
export function adHocFiltersOf(
  { filters }: Pick<DataQueryRequest, 'filters'>,
  templateSrv: TemplateSrv & WithAdHocFilters,
  dataSourceName: string
): AdHocVariableFilter[] {
  return filters ?? templateSrv.getAdhocFilters?.(dataSourceName, true) ?? [];
}

/** The keys of dashboard filters: all fields of flows. Metrics and events use those that they have in common with flows. */
export function tagKeys(): MetricFindValue[] {
  return FILTER_FIELDS.map((field) => ({ text: field, value: field }));
}

/** The known values of a key. Users can also enter others. */
export async function tagValues(
  { key, filters, timeRange }: DataSourceGetTagValuesOptions,
  { facts, settings }: Pick<QueryContext, 'facts' | 'settings'>
): Promise<MetricFindValue[]> {
  if (key === 'category') {
    return KNOWN_CATEGORIES.map((category) => ({ text: categoryLabel(category), value: category }));
  }
  const list = listOf(key);
  const query = list && { list, matchers: filters.flatMap((filter) => (filter.key === key ? [] : matcherOf(filter))) };
  if (!query || namesProblem(query, facts) !== undefined) {
    return [];
  }
  const names = await findNames(query, settings.prometheusUid, facts, timeRange);
  return names.map((name) => ({ text: name, value: name }));
}

/** The lists with values of keys. Clusters are not among them, because flows do not contain their cluster. */
const LISTS: readonly NameList[] = ['namespaces', 'workloads', 'pods', 'nodes', 'zones'];

function listOf(key: string): NameList | undefined {
  return LISTS.find((list) => NAME_LABELS[list] === key);
}

/** The matcher of another filter, if it is on a name: only values that match the other filters are listed. */
function matcherOf(filter: AdHocVariableFilter): NamesQuery['matchers'] {
  const label = Object.values(NAME_LABELS).find((name): name is NameLabel => name === filter.key);
  const match = adHocMatch(filter);
  return label && match ? [{ label, operator: match.operator, value: match.value }] : [];
}
