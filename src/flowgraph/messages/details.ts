/** Texts of the details of a node or an edge. */

import { countOf } from './count';

export const detailsLabel = 'Details';
export const close = 'Close (Escape)';
export const noLongerPresent = 'No longer present';
export const noSuchEdge = 'The current data has no such edge.';
export const noSuchEndpoint = 'The current data has no such endpoint.';

export const expand = 'Expand';
export const collapse = 'Collapse';
export const focusContents = 'Focus contents';
export const focusNode = 'Focus on this and its peers';
export const clearFocus = 'Clear focus';
export const hide = 'Hide';
export const investigate = 'Investigate';
export const filterFlows = 'Filter flows';
export const filterDashboard = (variable: string) => `Filter dashboard by ${variable}`;

export const bothDirections = 'Both directions';
export const fromNode = (node: string) => `from ${node}`;
export const traffic = 'Traffic';
export const outgoing = 'outgoing';
export const incoming = 'incoming';
export const serverPorts = 'Server ports';
export const serverPortsOf = (node: string) => `Server ports of ${node}`;
export const otherFields = 'Other fields';
export const queryFailed = 'The query failed.';
export const overTime = 'Over time';
export const peersHeading = (count: number) => `Peers (${count})`;
export const nodesHeading = (count: number) => `Nodes (${count})`;
export const contentsHeading = (count: number) => `Contains (${count})`;
export const flowsHeading = (count: number) => `Flows (${count})`;
export const pathsHeading = (count: number) => (count === 1 ? 'Network path' : `Network paths (${count})`);

export const withinItself = 'Internal';
export const bytesNotReported = 'bytes not reported';
export const retransmissions = (count: string, sender: 'client' | 'server') => `${count} retransmissions (${sender})`;
export const timeouts = (count: string, sender: 'client' | 'server') => `${count} timeouts (${sender})`;
export const unknownEnd = 'unknown';
export const flowCount = (count: number, formatted: string) => `${formatted} ${count === 1 ? 'flow' : 'flows'}`;
export const openInConsole = 'Open in the AWS console';
export const podCount = (count: number) => countOf(count, 'pod');

export const loadingAllowances = 'Loading allowances…';
export const allowancesUnavailable = (problem: string) => `Allowances unavailable: ${problem}`;
export const noAllowanceExceeded = 'No allowance exceeded in this range.';
export const allowanceExceeded = (allowance: string, packets: string) => `${allowance}: ${packets} packets`;

export const trendLabels = { DATA_TRANSFERRED: 'Data', RETRANSMISSIONS: 'Retransmissions' } as const;
export const trendName = (metric: keyof typeof trendLabels, direction: string) => `${trendLabels[metric]} ${direction}`;
export const perSecond = (value: string) => `${value}/s`;
export const trendRange = (max: string, last: string) => `max ${max}, last ${last}`;
export const loadingTrend = 'Loading…';
export const trendUnavailable = (problem: string) => `Trend unavailable: ${problem}`;
export const noTrend = "No trend data. The selection is not among the largest of the agents' series in this range.";

/** @param left how many items are not shown yet */
export const showMore = (count: number, left: number) =>
  left > count ? `Show ${count} more (${left} left)` : `Show ${left} more`;
