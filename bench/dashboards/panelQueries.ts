import { DASHBOARDS } from '../../dashboards/all';
import { type MetricQuery, resolveMetricQuery, type SavedMetricQuery } from '../../src/core/query/metricQuery';

/** A metric query of a panel. */
export interface PanelQuery {
  title: string;
  query: MetricQuery;
  /** The number of points that fit into the panel on a screen with a width of 1,500 pixels. */
  maxDataPoints: number;
}

const SCREEN_PIXELS = 1_500;
const GRID_COLUMNS = 24;

interface SavedPanel {
  title: string;
  gridPos: { w: number };
  targets?: Array<SavedMetricQuery | { queryType: 'flows' | 'events' }>;
}

/** The metric queries of each dashboard with its variables filled in. */
export function panelQueries(variables: Record<string, string>): Array<{ dashboard: string; panels: PanelQuery[] }> {
  const replace = (text: string) => text.replace(/\$(\w+)/g, (_, name: string) => variables[name] ?? '');
  return Object.entries(DASHBOARDS).map(([name, build]) => {
    const { panels }: { panels: SavedPanel[] } = JSON.parse(JSON.stringify(build()));
    return { dashboard: name, panels: panels.flatMap((panel) => ofPanel(panel, replace)) };
  });
}

function ofPanel({ title, gridPos, targets = [] }: SavedPanel, replace: (text: string) => string): PanelQuery[] {
  const maxDataPoints = Math.round((SCREEN_PIXELS * gridPos.w) / GRID_COLUMNS);
  return targets.flatMap((target) => {
    if (target.queryType !== 'metric') {
      return [];
    }
    const resolved = resolveMetricQuery(target, replace);
    if ('problem' in resolved) {
      throw new Error(`${title}: ${resolved.problem}`);
    }
    return [{ title, query: resolved.query, maxDataPoints }];
  });
}
