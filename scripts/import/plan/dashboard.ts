import { fingerprint, isObject, type Json } from './canonical';

/** A classic dashboard, of which only this is looked into. */
export interface Dashboard extends Json {
  uid: string;
  title: string;
  panels?: Panel[];
  templating?: { list?: Variable[] };
}

export interface Panel extends Json {
  type: string;
  title?: string;
  /** Of a collapsed row: what is in it. */
  panels?: Panel[];
  targets?: Json[];
}

export interface Variable extends Json {
  name: string;
  type: string;
}

/** What Grafana counts itself, and what it migrates by itself. */
const BOOKKEEPING = ['id', 'version', 'revision', 'iteration', 'schemaVersion'];

/** Grafana's "Save dashboard" asks for these apart from all else: they are choices, and stay whoever made them. */
const CHOICES = ['time', 'refresh'];
const CHOICES_OF_VARIABLE = ['current', 'options'];

/** What makes a dashboard what it is: without bookkeeping, and without what people choose in it. */
export function contentOf(dashboard: Dashboard): Dashboard {
  const content = without(dashboard, [...BOOKKEEPING, ...CHOICES]);
  const variables = variablesOf(dashboard).map((variable) => without(variable, CHOICES_OF_VARIABLE));
  return { ...content, ...(content.templating && { templating: { ...content.templating, list: variables } }) };
}

/** `dashboard` with the choices of `chosen`, as far as it still offers them. */
export function keepChoices(dashboard: Dashboard, chosen: Dashboard): Dashboard {
  const kept = Object.fromEntries(CHOICES.filter((name) => name in chosen).map((name) => [name, chosen[name]]));
  return { ...mapVariables(dashboard, (variable) => keepChoice(variable, chosen)), ...kept };
}

/** A dashboard that opens on these data sources, by the plugin that its variables ask for. */
export function chooseDataSources(
  dashboard: Dashboard,
  chosen: ReadonlyMap<string, { uid: string; name: string }>
): Dashboard {
  return mapVariables(dashboard, (variable) => {
    const found = variable.type === 'datasource' ? chosen.get(String(variable.query)) : undefined;
    return found ? { ...variable, current: { text: found.name, value: found.uid } } : variable;
  });
}

export function variablesOf({ templating }: Dashboard): Variable[] {
  return isObject(templating) ? (templating.list ?? []) : [];
}

/** Tells whether what was imported then is what would be imported now. */
export function dashboardFingerprint(dashboard: Dashboard): string {
  return fingerprint(contentOf(dashboard));
}

function keepChoice(variable: Variable, chosen: Dashboard): Variable {
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

function without<T extends Json>(object: T, names: readonly string[]): T {
  const left = Object.entries(object).filter(([name]) => !names.includes(name));
  // Only members that nothing here reads are taken away.
  return Object.fromEntries(left) as T;
}
