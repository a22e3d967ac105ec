import { ImportFailure } from '../importFailure';
import { undecidedDataSource, unknownDataSource } from '../messages';
import { type Json } from './canonical';

export interface DataSource {
  uid: string;
  name: string;
  /** The ID of its plugin. */
  type: string;
}

/** The kinds of data sources that dashboards and alert rules query, by their names in template variables. */
export const KINDS = ['prometheus', 'cloudwatch'] as const;

export type Kind = (typeof KINDS)[number];

const PLUGINS: Record<Kind, RegExp> = {
  // The variants by Amazon and Azure, and the data source of VictoriaMetrics, are separate plugins.
  prometheus: /^prometheus$|^grafana-[0-9a-z]+prometheus-datasource$|^victoriametrics-metrics-datasource$/,
  cloudwatch: /^cloudwatch$/,
};

/** The UIDs in the committed alert rules, which are those in provisioning/datasources. */
const PLACEHOLDERS: Record<string, Kind> = {
  'eastwest-prometheus': 'prometheus',
  'eastwest-cloudwatch': 'cloudwatch',
};

/** Grafana's data source for expressions over other queries. */
const EXPRESSIONS_UID = '__expr__';

/** The kind of data source of a query in a committed alert rule; undefined for an expression. */
export function kindOf(datasourceUid: string): Kind | undefined {
  const kind = PLACEHOLDERS[datasourceUid];
  if (!kind && datasourceUid !== EXPRESSIONS_UID) {
    throw new Error(`Alert rules use the data source "${datasourceUid}", whose kind is unknown.`);
  }
  return kind;
}

/** The data source with the given UID, or the only one of its kind; undefined if there are none or several. */
export function chooseDataSource(
  kind: Kind,
  all: readonly DataSource[],
  uid: string | undefined
): DataSource | undefined {
  const fitting = ofKind(kind, all);
  if (uid === undefined) {
    return fitting.length === 1 ? fitting[0] : undefined;
  }
  const chosen = fitting.find((one) => one.uid === uid);
  if (!chosen) {
    throw new ImportFailure(unknownDataSource(kind, uid, fitting));
  }
  return chosen;
}

/** The failure if alert rules need a data source of a kind, and there are none or several. */
export function openChoice(kind: Kind, all: readonly DataSource[]): ImportFailure {
  return new ImportFailure(undecidedDataSource(kind, ofKind(kind, all)));
}

/** Replaces a committed UID by that of the data source in Grafana, everywhere in a query. */
export function replaceUid<Query extends Json>(query: Query, from: string, to: string): Query {
  return JSON.parse(JSON.stringify(query), (_, value: unknown) => (value === from ? to : value));
}

/** Whether there is a data source of a kind. */
export function isThere(kind: Kind, all: readonly DataSource[]): boolean {
  return ofKind(kind, all).length > 0;
}

function ofKind(kind: Kind, all: readonly DataSource[]): DataSource[] {
  return all.filter(({ type }) => PLUGINS[kind].test(type));
}
