import { type DataFrame, LoadingState, type PanelData } from '@grafana/data';
import { displayable } from '../../core/displayable';
import { type TimeWindow } from '../../core/time';
import { type TransferPrices } from '../../core/transfer/charges';
import { flowsFailed, LOADING_FLOWS, noFlows, type StateMessage } from '../../core/dataState';
import { type FlowTable, tableOfFlows } from '../../core/flow/flowTable';
import { FlowFrameTable } from '../../frames/flowFrameTable';
import { coveredShareOfFrame, frameToFlows, isFlowsFrame, pricesOfFrame, windowOfFrame } from '../../frames/flowsFrame';
import { type ForeignGraph } from '../../frames/foreign/foreignGraph';

/** What the panel shows: a graph, or a message why there is none. */
export type Content = FlowsContent | ForeignContent | MessageContent;

interface ContentStatus {
  /** An error that occurred after the data was loaded. */
  problem?: string;
  isLoading: boolean;
}

export interface FlowsContent extends ContentStatus {
  kind: 'flows';
  flows: FlowTable;
  window: TimeWindow | undefined;
  prices: TransferPrices;
  /** Share of the monitors' bytes that the flow API returned, from 0 to 1; absent if not known. */
  coveredShare?: number;
  /** Flows of the compared window, which is earlier. */
  before?: { flows: FlowTable; window: TimeWindow };
}

/** Data of another data source: a node graph, or a table of pairs. */
export interface ForeignContent extends ContentStatus {
  kind: 'foreign';
  graph: ForeignGraph;
}

export interface MessageContent extends StateMessage {
  kind: 'message';
}

export type Data = Pick<PanelData, 'state' | 'series' | 'error' | 'errors'>;

/** Whether all data comes from other data sources: reading it requires code that flows do not need. */
export function hasForeignData({ series }: Data): boolean {
  return !series.some(isFlowsFrame) && series.some(({ length }) => length > 0);
}

/**
 * Reads the panel's data if it consists of flows, or is empty. If a query fails while there is still data, the data is
 * kept and the error is shown with it.
 *
 * @param last the content until now, of which unchanged parts are reused
 */
export function flowsContentOf(data: Data, last?: Content): Content {
  const frames = data.series.filter(isFlowsFrame);
  const shown = statusOf(data);
  if (frames.some(({ length }) => length > 0)) {
    return { kind: 'flows', ...windowsOf(frames, last?.kind === 'flows' ? last : undefined), ...shown };
  }
  if (shown.problem !== undefined) {
    return message(flowsFailed(shown.problem));
  }
  return message(shown.isLoading ? LOADING_FLOWS : noFlows(warningsOf(frames)));
}

/** Whether data is loading, and the error, if any. */
export function statusOf(data: Data): ContentStatus {
  // Errors that a data source throws reach panels in the deprecated property only.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const problem = data.error?.message ?? data.errors?.[0]?.message;
  const isLoading = data.state === LoadingState.Loading || data.state === LoadingState.NotStarted;
  return { isLoading, ...(problem !== undefined && { problem: displayable(problem) }) };
}

/** Flows of the latest window, and of the earlier window if the frames have two. */
function windowsOf(
  frames: readonly DataFrame[],
  last: FlowsContent | undefined
): Pick<FlowsContent, 'flows' | 'window' | 'prices' | 'coveredShare' | 'before'> {
  const read = frames.map((frame) => ({ frame, window: windowOfFrame(frame) }));
  const starts = read.flatMap(({ window }) => window?.startMs ?? []);
  const latest = Math.max(...starts);
  const earliest = Math.min(...starts);
  const isLatest = ({ window }: (typeof read)[number]) => window === undefined || window.startMs === latest;
  const now = read.filter(isLatest);
  const then = read.filter((one) => !isLatest(one) && one.window?.startMs === earliest);
  const window = then[0]?.window;
  return {
    flows: tableOf(now, last?.flows),
    window: now.find((one) => one.window)?.window,
    prices: pricesOfFrame(frames[0]),
    coveredShare: coveredShareOfFrame(now[0]?.frame),
    ...(window && { before: { flows: tableOf(then, last?.before?.flows), window } }),
  };
}

/** The flows of all queries of one window. */
function tableOf(queries: ReadonlyArray<{ frame: DataFrame }>, last: FlowTable | undefined): FlowTable {
  const [first, ...others] = queries;
  return first && others.length === 0
    ? new FlowFrameTable(first.frame, last)
    : tableOfFlows(queries.flatMap(({ frame }) => frameToFlows(frame)));
}

function warningsOf(frames: readonly DataFrame[]): string[] {
  const notices = frames.flatMap(({ meta }) => meta?.notices ?? []);
  return notices.flatMap(({ severity, text }) => (severity === 'warning' ? [text] : []));
}

/** Content that consists of a message. */
export function message(state: StateMessage): MessageContent {
  return { kind: 'message', ...state };
}
