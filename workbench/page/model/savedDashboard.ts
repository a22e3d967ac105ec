import { type DataQuery, type DataSourceRef, type DataTransformerConfig, type FieldConfigSource } from '@grafana/data';

/*
 * Grafana's classic dashboard JSON (schemaVersion <= 42) as far as the workbench reads it. Every field may be missing
 * in a file.
 */

/** The position on the grid, which has 24 columns, and rows of 30 px with gaps of 8 px. */
export interface GridPos {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** A link of a dashboard or panel. */
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

/** A panel or a row. */
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
  /** Smallest step, for example `30s`. */
  interval?: string | null;
  /** The panel's own relative range instead of the dashboard's, for example `24h`. */
  timeFrom?: string | null;
  transparent?: boolean;
  links?: SavedLink[];
  pluginVersion?: string;
  /** Rows only. */
  collapsed?: boolean;
  /** Collapsed rows only. */
  panels?: SavedPanel[];
}

/** An option of a variable, or its current choice. */
interface SavedOption {
  text?: string | string[];
  value?: string | string[];
  selected?: boolean;
}

/** A variable. */
export interface SavedVariable {
  name: string;
  type: string;
  label?: string | null;
  description?: string | null;
  /** 0: visible, 1: without label, 2: hidden. */
  hide?: number;
  multi?: boolean;
  includeAll?: boolean;
  allValue?: string | null;
  /** Text, or the data source's own query object. */
  query?: unknown;
  definition?: string;
  regex?: string;
  /** 0: unsorted; odd ascending, even descending; 1 and 2 alphabetical, 3 and 4 numerical, 5 and 6 case-insensitive. */
  sort?: number;
  /** 1: when the dashboard loads; 2: when the time range changes. */
  refresh?: number;
  options?: SavedOption[];
  current?: SavedOption;
  datasource?: DataSourceRef | string | null;
}

/** A dashboard. */
export interface SavedDashboard {
  uid: string;
  title: string;
  description?: string;
  tags?: string[];
  time?: { from: string; to: string };
  timezone?: string;
  /** Refresh interval, for example `30s`; empty or false means none. */
  refresh?: string | false;
  timepicker?: { refresh_intervals?: string[] };
  templating?: { list?: SavedVariable[] };
  panels?: SavedPanel[];
  links?: SavedLink[];
}

/** Grafana's response to `GET /api/dashboards/uid/<uid>`. */
export interface DashboardDto {
  dashboard: SavedDashboard;
  meta: { url: string };
}
