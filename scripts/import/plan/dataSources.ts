import { type Json } from './canonical';
import { ImportFailure } from '../importFailure';

export interface DataSource {
  uid: string;
  name: string;
  /** The id of its plugin. */
  type: string;
}

/** The kinds of data sources that dashboards and alert rules ask for, as their template variables name them. */
export const KINDS = ['prometheus', 'cloudwatch'] as const;

export type Kind = (typeof KINDS)[number];

const PLUGINS: Record<Kind, RegExp> = {
  // Amazon's and Azure's forms of it, and VictoriaMetrics' data source, are plugins of their own.
  prometheus: /^prometheus$|^grafana-[0-9a-z]+prometheus-datasource$|^victoriametrics-metrics-datasource$/,
  cloudwatch: /^cloudwatch$/,
};

/** The uids that the committed alert rules have, which are those of provisioning/datasources. */
const PLACEHOLDERS: Record<string, Kind> = {
  'eastwest-prometheus': 'prometheus',
  'eastwest-cloudwatch': 'cloudwatch',
};

/** Grafana's own: expressions over other queries. */
const EXPRESSIONS_UID = '__expr__';

/** Which kind a query of a committed alert rule asks; none for an expression. */
export function kindOf(datasourceUid: string): Kind | undefined {
  const kind = PLACEHOLDERS[datasourceUid];
  if (!kind && datasourceUid !== EXPRESSIONS_UID) {
    throw new Error(`Alert rules use the data source "${datasourceUid}", whose kind is not known here.`);
  }
  return kind;
}

/** The one that was asked for, or the only one there is; undefined where that leaves it open. */
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
    throw new ImportFailure(`--${kind}-uid is "${uid}", and no ${kind} data source has that uid.`, choices(kind, all));
  }
  return chosen;
}

/** Says how to choose where alert rules need one and `chooseDataSource` could not. */
export function openChoice(kind: Kind, all: readonly DataSource[]): ImportFailure {
  const count = ofKind(kind, all).length;
  const what = count === 0 ? `has no ${kind} data source` : `has ${count} ${kind} data sources`;
  return new ImportFailure(`Alert rules ask one ${kind} data source, and this Grafana ${what}.`, choices(kind, all));
}

/** Puts the uid of that Grafana in the place of a committed one, wherever it stands in a query. */
export function replaceUid(query: Json, from: string, to: string): Json {
  const replaced: unknown = JSON.parse(JSON.stringify(query), (_, value: unknown) => (value === from ? to : value));
  return replaced as Json;
}

/** Whether there is any of that kind. */
export function isThere(kind: Kind, all: readonly DataSource[]): boolean {
  return ofKind(kind, all).length > 0;
}

function ofKind(kind: Kind, all: readonly DataSource[]): DataSource[] {
  return all.filter(({ type }) => PLUGINS[kind].test(type));
}

function choices(kind: Kind, all: readonly DataSource[]): string {
  const lines = ofKind(kind, all).map(({ uid, name }) => `  --${kind}-uid ${uid}   ${name}`);
  return lines.length === 0
    ? `Add one in Grafana: Connections, Data sources.`
    : ['Choose one of:', ...lines].join('\n');
}
