/**
 * Texts that the panel needs from the start. Parts that are loaded on demand have their texts in files of their own, and
 * what both need is in `shared.ts`: the bundler inlines texts only if one bundle uses all of a file.
 */

import { type EdgeChange } from '../../core/graph/compare';
import { countOf } from './count';

export const toolbarLabel = 'Flow graph';
export const groupByLabel = 'Group by';
export const levelLabel = 'Level';
export const searchPlaceholder = 'Search';
export const searchLabel = 'Search the graph';
export const previousResult = 'Previous (Shift+Enter)';
export const nextResult = 'Next (Enter)';
/** @param index of the current result; negative if there is none */
export const resultCount = (results: number, index: number) =>
  results === 0 ? 'None' : index < 0 ? `${results}` : `${index + 1} of ${results}`;

export const showProblems = 'Show problems';
export const hideProblems = 'Hide problems';
export const showList = 'Show list';
export const hideList = 'Hide list';
export const enableDragging = 'Enable dragging';
export const lockPositions = 'Lock positions';
export const resetLayout = 'Reset layout';
export const zoomIn = 'Zoom in (+)';
export const zoomOut = 'Zoom out (-)';
export const zoomToFit = 'Zoom to fit (0)';
export const exportLabel = 'Export';

export const retry = 'Try again';
/** @param range such as "3 hours" */
export const showRange = (range: string) => `Show ${range}`;
export const noFlowsMatch = 'No flows match the active filters';
export const clearFilters = 'Clear filters';
export const allHidden = 'All nodes are hidden or out of focus';
export const resetView = 'Show all nodes';

export const computingLayout = (endpoints: number) => `Computing layout for ${countOf(endpoints, 'endpoint')}…`;

export const graphSize = (endpoints: number, edges: number) =>
  `${countOf(endpoints, 'endpoint')}, ${countOf(edges, 'edge')}`;
export const comparedWith = (window: string) => `compared with ${window}`;
export const coveredShare = (share: string) => `${share} of all bytes`;
export const coveredShareHint =
  "The flow API returns the largest flows only. This is their share of the monitor's bytes as counted by CloudWatch.";
export const skippedRows = (rows: number) => `${countOf(rows, 'row')} skipped (no source or target)`;
export const showAll = 'Show all';
export const showLargestEdges = 'Show largest edges only';
export const onlyFocused = (node: string) => `Only ${node} and its peers`;
export const clearFocus = 'Clear focus';
export const hiddenNodes = (nodes: number) => `${countOf(nodes, 'node')} hidden`;
export const showHidden = 'Show again';
export const loading = 'Loading…';
export const omittedEdges = (edges: number) => `${countOf(edges, 'smaller edge')} not shown`;
/** @param percent of all bytes */
export const omittedFlows = (flows: number, edges: number, percent: number) =>
  `${countOf(edges, 'smaller edge')} not shown (${countOf(flows, 'flow')}, ` +
  `${percent < 1 ? 'less than 1' : Math.round(percent)}% of bytes)`;

export const widthHeading = (measure: string) => `Width: ${inSentence(measure)}`;
export const colorHeading = (measure: string) => `Color: ${inSentence(measure)}`;
export const verdictHeading = 'Color: verdict of network policies';
export const deniedOf = (denied: number, flows: number) => `${denied} of ${flows} denied`;
export const changeLabel = 'Change';
export const changeLabels: Record<EdgeChange, string> = {
  new: 'new',
  gone: 'gone',
  grown: 'increased ≥ 50%',
  shrunk: 'decreased ≥ 33%',
  same: 'little or no change',
};
export const fromLimit = (limit: string) => `≥ ${limit}`;
export const belowLimits = 'lower';
export const noLimits = 'all';

/** @param bytes formatted; undefined if no bytes are known, and then nothing is said about losses either */
export const graphSummary = (
  endpoints: number,
  namespaces: number,
  connections: number,
  traffic: { bytes: string; highestLosses?: string } | undefined,
  verdicts: string | undefined
) => {
  const within = namespaces > 0 ? ` in ${countOf(namespaces, 'namespace')}` : '';
  const size = `${countOf(endpoints, 'endpoint')}${within}, ${countOf(connections, 'connection')}`;
  const flows = verdicts === undefined ? '' : ` ${flowVerdicts(verdicts)}`;
  return (traffic ? `${size}, ${traffic.bytes}. ${traffic.highestLosses ?? noLosses}` : `${size}.`) + flows;
};
const flowVerdicts = (counts: string) => `Flows: ${counts}.`;
const noLosses = 'No significant losses.';
export const highestLosses = (edge: string, losses: string) => `Highest losses: ${edge} (${losses}).`;
export const edgeSummary = (edge: string, values: ReadonlyArray<[label: string, value: string]>) =>
  `${edge}: ${values.map(([label, value]) => `${label} ${value}`).join(', ')}`;

function inSentence(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}

/** What the bars in nodes mean. */
export function barMeaning(most: string): string {
  return `Data sent to other zones, at most ${most}`;
}

/** If the graph is too small to show the selected level. */
export function closedByZoom(level: string): string {
  return `Zoom in to see ${level.toLowerCase()}`;
}
