import { coreDashboards } from '../../dashboards/all';
import { type Panel, type Target } from '../../dashboards/withoutPlugins/saved';
import { type QueryRange } from './promQuery';

/** A query of the dashboards without plugins, with the values that Grafana substitutes for variables and macros. */
export interface DashboardQuery {
  dashboard: string;
  panel: string;
  refId: string;
  expr: string;
  isInstant: boolean;
  /** In seconds, for a range of half an hour on a wide screen. */
  stepSeconds: number;
}

const RANGE_SECONDS = 1_800;
const SCRAPE_SECONDS = 15;

interface PromTarget {
  expr?: string;
  refId?: string;
  instant?: boolean;
}

/**
 * Returns every query of every panel.
 *
 * @param values the values of the dashboards' variables, by name
 */
export function panelQueries(values: Record<string, string>): DashboardQuery[] {
  return Object.entries(coreDashboards()).flatMap(([dashboard, { panels = [] }]) =>
    panels
      .flatMap((panel) => ('panels' in panel ? [] : [panel as Panel]))
      .flatMap((panel) =>
        (panel.targets ?? []).filter(isOfPrometheus).map((target) => ({
          dashboard,
          panel: panel.title ?? '',
          ...queryOf(target, stepOf(panel), values),
        }))
      )
  );
}

/** The queries of all variables, by dashboard and variable. */
export function variableQueries(values: Record<string, string>): Array<[name: string, expr: string]> {
  return Object.entries(coreDashboards()).flatMap(([dashboard, { templating }]) =>
    (templating.list ?? []).flatMap(({ name, query }): Array<[string, string]> => {
      const expr = typeof query === 'string' ? query.match(/^query_result\((.*)\)$/s)?.[1] : undefined;
      return expr === undefined ? [] : [[`${dashboard}: ${name}`, interpolateQuery(expr, SCRAPE_SECONDS, values)]];
    })
  );
}

/**
 * The expressions of all annotations, by dashboard and name, for a step that Grafana derives from the range and the
 * screen.
 */
export function annotationQueries(
  values: Record<string, string>,
  stepSeconds = 60
): Array<[name: string, expr: string]> {
  return Object.entries(coreDashboards()).flatMap(([dashboard, { annotations }]) =>
    (annotations.list ?? []).map((annotation): [string, string] => {
      const { expr = '' }: { expr?: string } = annotation;
      return [`${dashboard}: ${annotation.name}`, interpolateQuery(expr, stepSeconds, values)];
    })
  );
}

/** The range of the queries, which ends at a time. */
export function rangeUntil(endMs: number, stepSeconds: number): QueryRange {
  return { startMs: endMs - RANGE_SECONDS * 1_000, endMs, stepMs: stepSeconds * 1_000 };
}

function isOfPrometheus(target: Target): target is Target & PromTarget {
  return 'datasource' in target && (target.datasource as { type?: string }).type === 'prometheus';
}

function queryOf(target: PromTarget, stepSeconds: number, values: Record<string, string>) {
  const { expr = '', refId = '', instant = false } = target;
  return { refId, isInstant: instant, stepSeconds, expr: interpolateQuery(expr, stepSeconds, values) };
}

function stepOf({ interval = '15s' }: Panel): number {
  const [, amount = '15', unit = 's'] = interval.match(/^(\d+)([sm])$/) ?? [];
  return Number(amount) * (unit === 'm' ? 60 : 1);
}

/** Substitutes as Grafana's Prometheus data source does: $__rate_interval is four scrapes, or a step and a scrape. */
function interpolateQuery(expr: string, stepSeconds: number, values: Record<string, string>): string {
  const rateSeconds = Math.max(stepSeconds + SCRAPE_SECONDS, 4 * SCRAPE_SECONDS);
  const macros: Record<string, string> = {
    __rate_interval_ms: String(rateSeconds * 1_000),
    __rate_interval: `${rateSeconds}s`,
    __interval_ms: String(stepSeconds * 1_000),
    __interval: `${stepSeconds}s`,
    __range_s: String(RANGE_SECONDS),
    __range: `${RANGE_SECONDS}s`,
    ...values,
  };
  return expr.replace(/\$\{?([a-z_]\w*)\}?/g, (whole, name: string) => macros[name] ?? whole);
}
