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

/** Grafana has this, and says nothing of it in its types. */
type WithAdHocFilters = Partial<{
  getAdhocFilters(dataSourceName: string, skipDeprecationWarning: boolean): AdHocVariableFilter[];
}>;

/** The dashboard's filters for a request: what dashboards since 12 put in it, else what the template service knows. */
export function adHocFiltersOf(
  { filters }: Pick<DataQueryRequest, 'filters'>,
  templateSrv: TemplateSrv & WithAdHocFilters,
  dataSourceName: string
): AdHocVariableFilter[] {
  return filters ?? templateSrv.getAdhocFilters?.(dataSourceName, true) ?? [];
}

/** By what a dashboard can be filtered: all that flows can, metrics and events by what they share with them. */
export function tagKeys(): MetricFindValue[] {
  return FILTER_FIELDS.map((field) => ({ text: field, value: field }));
}

/** Values of a key to choose from, as far as somebody lists them; others can be typed. */
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

/** No flow tells of its cluster, so that nothing is filtered by it. */
const LISTS: readonly NameList[] = ['namespaces', 'workloads', 'pods', 'nodes', 'zones'];

function listOf(key: string): NameList | undefined {
  return LISTS.find((list) => NAME_LABELS[list] === key);
}

/** Only what is in the other filters' selection is offered, as far as names tell it. */
function matcherOf(filter: AdHocVariableFilter): NamesQuery['matchers'] {
  const label = Object.values(NAME_LABELS).find((known): known is NameLabel => known === filter.key);
  const match = adHocMatch(filter);
  return label && match ? [{ label, operator: match.operator, value: match.value }] : [];
}
