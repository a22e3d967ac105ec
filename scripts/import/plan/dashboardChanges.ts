import { CHANGED, changedMembers, changedSettings, PANEL_MEMBERS, QUERY_ORDER } from '../messages';
import { type Json } from './canonical';
import { contentOf, type DashboardContent, type Panel, variablesOf } from './dashboard';
import { differingMembers, named, namedDifferences } from './named';

/** Members whose changes are listed separately. */
const LISTED_SEPARATELY = ['panels', 'templating', 'annotations'];

/**
 * The changes from `before` to `after`, one line each. Empty if and only if the dashboards are the same except for
 * selections of users.
 */
export function dashboardChanges(before: DashboardContent, after: DashboardContent): string[] {
  const [old, now] = [contentOf(before), contentOf(after)];
  const panels = namedDifferences(panelsOf(old), panelsOf(now), ({ title, type }) => title || type || '');
  const variables = namedDifferences(variablesOf(old), variablesOf(now), ({ name }) => name);
  const annotations = namedDifferences(annotationsOf(old), annotationsOf(now), ({ name }) => String(name));
  const lists = [
    ...named('panel', panels, panelChange),
    ...named('variable', variables, (a, b) => changedMembers(differingMembers(a, b))),
    ...named('annotation', annotations, (a, b) => changedMembers(differingMembers(a, b))),
  ];
  const others = differingMembers(old, now).filter((name) => lists.length === 0 || !LISTED_SEPARATELY.includes(name));
  return [...lists, ...(others.length > 0 ? [changedSettings(others)] : [])];
}

function panelChange(before: Panel, after: Panel): string {
  const members = differingMembers(before, after);
  const queries = members.includes('targets') ? [queryChanges(before.targets ?? [], after.targets ?? [])] : [];
  const others = members.filter((name) => name !== 'targets').map((name) => PANEL_MEMBERS[name] ?? name);
  return changedMembers([...queries, ...others]);
}

function queryChanges(before: readonly Json[], after: readonly Json[]): string {
  const differing = namedDifferences(before, after, ({ refId }) => String(refId));
  return named('query', differing, () => CHANGED).join(', ') || QUERY_ORDER;
}

/** All panels, including those in rows. The row itself is listed without its panels. */
function panelsOf({ panels = [] }: DashboardContent): Panel[] {
  return panels.flatMap(({ panels: inside = [], ...panel }) => [panel, ...inside]);
}

/** Without the built-in annotations that Grafana's editor adds to every dashboard. */
function annotationsOf({ annotations }: DashboardContent): Json[] {
  return (annotations?.list ?? []).filter(({ builtIn }) => builtIn !== 1);
}
