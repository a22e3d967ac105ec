import { fingerprint, type Json } from './canonical';

/** The content of a dashboard in the classic format, with the members that the importer uses. */
export interface DashboardContent extends Json {
  panels?: Panel[];
  templating?: { list?: Variable[] };
  annotations?: { list?: Json[] };
}

/** A dashboard to import. */
export interface Dashboard extends DashboardContent {
  uid: string;
  title: string;
}

export interface Panel extends Json {
  /** Absent in library panels. */
  type?: string;
  title?: string;
  /** The panels in a collapsed row. */
  panels?: Panel[];
  targets?: Json[];
}

export interface Variable extends Json {
  name: string;
  type: string;
}

/** Members that Grafana counts or migrates itself. */
const BOOKKEEPING = ['id', 'version', 'revision', 'iteration', 'schemaVersion'];

/** Selections of users, which Grafana's "Save dashboard" saves separately. The importer always keeps them. */
const CHOICES = ['time', 'refresh'];
const CHOICES_OF_VARIABLE = ['current', 'options'];

/** The content of a dashboard without bookkeeping and without selections of users. */
export function contentOf<Content extends DashboardContent>(dashboard: Content): Content {
  const content = without(dashboard, [...BOOKKEEPING, ...CHOICES]);
  const variables = variablesOf(dashboard).map((variable) => without(variable, CHOICES_OF_VARIABLE));
  return { ...content, ...(content.templating && { templating: { ...content.templating, list: variables } }) };
}

/** `dashboard` with the selections of `chosen`, as far as it still has them. */
export function keepChoices(dashboard: Dashboard, chosen: DashboardContent): Dashboard {
  const kept = Object.fromEntries(CHOICES.filter((name) => name in chosen).map((name) => [name, chosen[name]]));
  return { ...mapVariables(dashboard, (variable) => keepChoice(variable, chosen)), ...kept };
}

/** A dashboard that opens with these data sources, by the plugin type of its variables. */
export function chooseDataSources(
  dashboard: Dashboard,
  chosen: ReadonlyMap<string, { uid: string; name: string }>
): Dashboard {
  return mapVariables(dashboard, (variable) => {
    const found = variable.type === 'datasource' ? chosen.get(String(variable.query)) : undefined;
    return found ? { ...variable, current: { text: found.name, value: found.uid } } : variable;
  });
}

export function variablesOf({ templating }: DashboardContent): Variable[] {
  return templating?.list ?? [];
}

/** Shows whether the content of an earlier import equals the content to import now. */
export function dashboardFingerprint(dashboard: Dashboard): string {
  return fingerprint(contentOf(dashboard));
}

function keepChoice(variable: Variable, chosen: DashboardContent): Variable {
  const before = variablesOf(chosen).find(({ name, type }) => name === variable.name && type === variable.type);
  const kept = CHOICES_OF_VARIABLE.filter((name) => before && name in before).map((name) => [name, before?.[name]]);
  return { ...variable, ...Object.fromEntries(kept) };
}

function mapVariables(dashboard: Dashboard, change: (variable: Variable) => Variable): Dashboard {
  const { templating } = dashboard;
  return templating
    ? { ...dashboard, templating: { ...templating, list: variablesOf(dashboard).map(change) } }
    : dashboard;
}

/** @param names of members that are optional in T */
function without<T extends Json>(object: T, names: readonly string[]): T {
  const left: T = { ...object };
  names.forEach((name) => Reflect.deleteProperty(left, name));
  return left;
}
