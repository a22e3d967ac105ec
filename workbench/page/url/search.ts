import { type SavedVariable } from '../model/savedDashboard';

/** What the dashboard page reads from its URL. */
export interface DashboardSearch {
  from?: string;
  to?: string;
  timezone?: string;
  /** Undefined: as the dashboard says; empty: off. */
  refresh?: string;
  /** Values by variable, from `var-<name>`; missing: the URL does not say. */
  variables: ReadonlyMap<string, string[]>;
  viewPanel?: number;
  kiosk: boolean;
}

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

/** `3`, or `panel-3` as Grafana 12 writes it. */
function readPanelId(text: string | undefined): number | undefined {
  const id = Number(/(\d+)$/.exec(text ?? '')?.[1]);
  return Number.isNaN(id) ? undefined : id;
}

/** The name under which a variable's values stand in the URL. */
export function searchKey({ name }: Pick<SavedVariable, 'name'>): string {
  return `var-${name}`;
}
