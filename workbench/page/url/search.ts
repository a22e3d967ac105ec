import { type SavedVariable } from '../model/savedDashboard';

/** What the dashboard page reads from its URL. */
export interface DashboardSearch {
  from?: string;
  to?: string;
  timezone?: string;
  /** Undefined: the dashboard's own interval; empty: off. */
  refresh?: string;
  /** Values by variable, from `var-<name>`; variables that are not in the URL are missing. */
  variables: ReadonlyMap<string, string[]>;
  viewPanel?: number;
  kiosk: boolean;
}

/** Parses the query string of a dashboard page. */
export function readSearch(search: string): DashboardSearch {
  const params = new URLSearchParams(search);
  const optional = (name: string) => params.get(name) ?? undefined;
  const names = [...new Set(params.keys())].filter((name) => name.startsWith('var-'));
  return {
    from: optional('from'),
    to: optional('to'),
    timezone: optional('timezone'),
    refresh: optional('refresh'),
    variables: new Map(names.map((name) => [name.slice('var-'.length), params.getAll(name)])),
    viewPanel: readPanelId(optional('viewPanel')),
    kiosk: params.has('kiosk'),
  };
}

/** Parses `3`, or `panel-3` as Grafana 12 writes it. */
function readPanelId(text: string | undefined): number | undefined {
  const id = Number(/(\d+)$/.exec(text ?? '')?.[1]);
  return Number.isNaN(id) ? undefined : id;
}

/** The URL parameter of a variable. */
export function searchKey({ name }: Pick<SavedVariable, 'name'>): string {
  return `var-${name}`;
}
