import { type DataQuery, type DataSourceRef, type DataTransformerConfig, type FieldConfigSource } from '@grafana/data';
import {
  type GridPos,
  type SavedDashboard,
  type SavedLink,
  type SavedPanel,
  type SavedVariable,
} from './savedDashboard';

/** A panel with all defaults filled in. */
export interface Panel {
  id: number;
  type: string;
  title: string;
  description: string;
  gridPos: GridPos;
  datasource: DataSourceRef | undefined;
  targets: DataQuery[];
  options: Record<string, unknown>;
  fieldConfig: FieldConfigSource;
  transformations: DataTransformerConfig[];
  maxDataPoints: number | undefined;
  interval: string | undefined;
  timeFrom: string | undefined;
  transparent: boolean;
  links: SavedLink[];
  pluginVersion: string | undefined;
}

/** A row with the panels below it, or the panels above the first row. */
export interface Section {
  row?: { id: number; title: string; collapsed: boolean };
  panels: Panel[];
}

/** A dashboard with all defaults filled in. */
export interface Dashboard {
  uid: string;
  title: string;
  description: string;
  tags: string[];
  time: { from: string; to: string };
  timezone: string;
  refresh: string;
  refreshIntervals: string[] | undefined;
  variables: SavedVariable[];
  links: SavedLink[];
  sections: Section[];
}

const DEFAULT_POSITION: GridPos = { x: 0, y: 0, w: 12, h: 8 };

/** Fills in what a saved dashboard omits. */
export function resolveDashboard(saved: SavedDashboard): Dashboard {
  return {
    uid: saved.uid,
    title: saved.title,
    description: saved.description ?? '',
    tags: saved.tags ?? [],
    time: saved.time ?? { from: 'now-6h', to: 'now' },
    timezone: saved.timezone === undefined || saved.timezone === '' ? 'browser' : saved.timezone,
    refresh: saved.refresh || '',
    refreshIntervals: saved.timepicker?.refresh_intervals,
    variables: saved.templating?.list ?? [],
    links: saved.links ?? [],
    sections: toSections(saved.panels ?? []),
  };
}

/** Panels follow their row in `panels`; those of a collapsed row are inside it. */
function toSections(saved: SavedPanel[]): Section[] {
  const sections: Section[] = [{ panels: [] }];
  saved.forEach((panel, index) => {
    const id = panel.id ?? index + 1;
    if (panel.type === 'row') {
      const row = { id, title: panel.title ?? '', collapsed: panel.collapsed ?? false };
      const inside = (panel.panels ?? []).map((child, childIndex) =>
        toPanel(child, child.id ?? id * 1000 + childIndex)
      );
      sections.push({ row, panels: inside });
    } else {
      sections.at(-1)?.panels.push(toPanel(panel, id));
    }
  });
  return sections.filter((section) => section.row !== undefined || section.panels.length > 0);
}

/** A panel with all defaults filled in. */
export function toPanel(saved: SavedPanel, id: number): Panel {
  return {
    id,
    type: saved.type,
    title: saved.title ?? '',
    description: saved.description ?? '',
    gridPos: saved.gridPos ?? DEFAULT_POSITION,
    datasource: toRef(saved.datasource),
    targets: saved.targets ?? [],
    options: saved.options ?? {},
    fieldConfig: { defaults: saved.fieldConfig?.defaults ?? {}, overrides: saved.fieldConfig?.overrides ?? [] },
    transformations: saved.transformations ?? [],
    maxDataPoints: saved.maxDataPoints ?? undefined,
    interval: saved.interval ?? undefined,
    timeFrom: saved.timeFrom ?? undefined,
    transparent: saved.transparent ?? false,
    links: saved.links ?? [],
    pluginVersion: saved.pluginVersion,
  };
}

/** Reads a reference to a data source: old dashboards have its name; newer ones have its type and UID. */
function toRef(saved: DataSourceRef | string | null | undefined): DataSourceRef | undefined {
  return typeof saved === 'string' ? { uid: saved } : (saved ?? undefined);
}
