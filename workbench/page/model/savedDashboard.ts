import { type DataQuery, type DataSourceRef, type DataTransformerConfig, type FieldConfigSource } from '@grafana/data';

/*
 * Grafana's classic dashboard JSON (schemaVersion <= 42), as far as the workbench reads it.
 * Every field may be missing in a file.
 */

/** Place on the grid: 24 columns wide, rows of 30 px with 8 px between. */
export interface GridPos {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface SavedLink {
  type?: 'link' | 'dashboards';
  title?: string;
  url?: string;
  tooltip?: string;
  tags?: string[];
  targetBlank?: boolean;
  keepTime?: boolean;
  includeVars?: boolean;
}

export interface SavedPanel {
  id?: number;
  type: string;
  title?: string;
  description?: string;
  gridPos?: GridPos;
  datasource?: DataSourceRef | string | null;
  targets?: DataQuery[];
  options?: Record<string, unknown>;
  fieldConfig?: Partial<FieldConfigSource>;
  transformations?: DataTransformerConfig[];
  maxDataPoints?: number | null;
  /** Smallest step, e.g. `30s`. */
  interval?: string | null;
  /** Own relative range, e.g. `24h`, instead of the dashboard's. */
  timeFrom?: string | null;
  transparent?: boolean;
  links?: SavedLink[];
  pluginVersion?: string;
  /** Of a row. */
  collapsed?: boolean;
  /** Of a collapsed row. */
  panels?: SavedPanel[];
}

export interface SavedOption {
  text?: string | string[];
  value?: string | string[];
  selected?: boolean;
}

export interface SavedVariable {
  name: string;
  type: string;
  label?: string | null;
  description?: string | null;
  /** 0: shown, 1: without label, 2: hidden. */
  hide?: number;
  multi?: boolean;
  includeAll?: boolean;
  allValue?: string | null;
  /** Text, or the data source's own query object. */
  query?: unknown;
  definition?: string;
  regex?: string;
  /** 0: as they come; odd ascending, even descending; 1-2 alphabetical, 3-4 numerical, 5-6 without case. */
  sort?: number;
  /** 1: when the dashboard loads; 2: whenever the time range changes. */
  refresh?: number;
  options?: SavedOption[];
  current?: SavedOption;
  datasource?: DataSourceRef | string | null;
}

export interface SavedDashboard {
  uid: string;
  title: string;
  description?: string;
  tags?: string[];
  time?: { from: string; to: string };
  timezone?: string;
  /** Refresh interval, e.g. `30s`; empty or false: none. */
  refresh?: string | false;
  timepicker?: { refresh_intervals?: string[] };
  templating?: { list?: SavedVariable[] };
  panels?: SavedPanel[];
  links?: SavedLink[];
}

/** Grafana's answer to `GET /api/dashboards/uid/<uid>`. */
export interface DashboardDto {
  dashboard: SavedDashboard;
  meta: { url: string };
}
