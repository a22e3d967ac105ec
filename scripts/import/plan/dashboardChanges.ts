import { type Json } from './canonical';
import { contentOf, type Dashboard, type Panel, variablesOf } from './dashboard';
import { differingMembers, named, namedDifferences } from './named';

/** Members of a panel, as people know them from Grafana's editor. */
const PANEL_WORDS: Record<string, string> = {
  gridPos: 'place',
  fieldConfig: 'field options',
  datasource: 'data source',
  targets: 'queries',
  type: 'visualization',
};

/** What lists of their own tell about. */
const TOLD_APART = ['panels', 'templating', 'annotations'];

/**
 * What makes `after` another dashboard than `before`, a line each; none if and only if they are the same
 * but for what people choose.
 */
export function dashboardChanges(before: Dashboard, after: Dashboard): string[] {
  const [old, now] = [contentOf(before), contentOf(after)];
  const panels = namedDifferences(panelsOf(old), panelsOf(now), ({ title, type }) => title || type);
  const variables = namedDifferences(variablesOf(old), variablesOf(now), ({ name }) => name);
  const annotations = namedDifferences(annotationsOf(old), annotationsOf(now), ({ name }) => String(name));
  const lists = [
    ...named('panel', panels, panelChange),
    ...named('variable', variables, (a, b) => `changed: ${differingMembers(a, b).join(', ')}`),
    ...named('annotation', annotations, (a, b) => `changed: ${differingMembers(a, b).join(', ')}`),
  ];
  const others = differingMembers(old, now).filter((name) => lists.length === 0 || !TOLD_APART.includes(name));
  return [...lists, ...(others.length > 0 ? [`settings changed: ${others.join(', ')}`] : [])];
}

function panelChange(before: Panel, after: Panel): string {
  const members = differingMembers(before, after);
  const queries = members.includes('targets') ? [queryChanges(before.targets ?? [], after.targets ?? [])] : [];
  const others = members.filter((name) => name !== 'targets').map((name) => PANEL_WORDS[name] ?? name);
  return `changed: ${[...queries, ...others].join(', ')}`;
}

function queryChanges(before: readonly Json[], after: readonly Json[]): string {
  const differing = namedDifferences(before, after, ({ refId }) => String(refId));
  return named('query', differing, () => 'changed').join(', ') || 'order of queries';
}

/** Those in rows, too; a row itself stands without them. */
function panelsOf({ panels = [] }: Dashboard): Panel[] {
  return panels.flatMap(({ panels: inside = [], ...panel }) => [panel as Panel, ...inside]);
}

/** Grafana's editor adds its own layer of annotations to every dashboard. */
function annotationsOf({ annotations }: Dashboard): Json[] {
  const list = (annotations as { list?: Json[] } | undefined)?.list ?? [];
  return list.filter(({ builtIn }) => builtIn !== 1);
}
