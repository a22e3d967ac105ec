import { type DataFrame, LoadingState, type PanelData } from '@grafana/data';
import { type TimeWindow } from '../../core/time';
import { type TransferPrices } from '../../core/transfer/charges';
import { flowsFailed, LOADING_FLOWS, noFlows, type StateMessage } from '../../core/dataState';
import { type FlowTable, tableOfFlows } from '../../core/flow/flowTable';
import { FlowFrameTable } from '../../frames/flowFrameTable';
import { coveredShareOfFrame, frameToFlows, isFlowsFrame, pricesOfFrame, windowOfFrame } from '../../frames/flowsFrame';
import { type ForeignGraph } from '../../frames/foreign/foreignGraph';

/** What the panel has to show: a graph, or in words why there is none. */
export type Content = FlowsContent | ForeignContent | MessageContent;

interface ContentStatus {
  /** What went wrong since these data came. */
  problem?: string;
  isLoading: boolean;
}

export interface FlowsContent extends ContentStatus {
  kind: 'flows';
  flows: FlowTable;
  window: TimeWindow | undefined;
  prices: TransferPrices;
  /** From 0 to 1, how much of the monitors' bytes the flow API answered; absent where nothing says so. */
  coveredShare?: number;
  /** Flows of an earlier window, to compare with. */
  before?: { flows: FlowTable; window: TimeWindow };
}

/** Data of another source: a node graph, or a table of pairs. */
export interface ForeignContent extends ContentStatus {
  kind: 'foreign';
  graph: ForeignGraph;
}

export interface MessageContent extends StateMessage {
  kind: 'message';
}

export type Data = Pick<PanelData, 'state' | 'series' | 'error' | 'errors'>;

/** Whether there are data, none of which are ours: reading these takes code that flows don't need. */
export function hasForeignData({ series }: Data): boolean {
  return !series.some(isFlowsFrame) && series.some(({ length }) => length > 0);
}

/**
 * Reads the panel's data where they are flows, or none. An error with data still on hand keeps the data and says the
 * error.
 *
 * @param last what was shown until now: what has not changed since is kept
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

export function statusOf(data: Data): ContentStatus {
  // What a data source throws reaches panels in the deprecated member only.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const problem = data.error?.message ?? data.errors?.[0]?.message;
  const isLoading = data.state === LoadingState.Loading || data.state === LoadingState.NotStarted;
  return { isLoading, ...(problem !== undefined && { problem }) };
}

/** Flows of the latest window, and where frames have two windows, those of the earlier one beside them. */
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

/** The flows of all queries that tell of one window. */
function tableOf(told: ReadonlyArray<{ frame: DataFrame }>, last: FlowTable | undefined): FlowTable {
  const [first, ...others] = told;
  return first && others.length === 0
    ? new FlowFrameTable(first.frame, last)
    : tableOfFlows(told.flatMap(({ frame }) => frameToFlows(frame)));
}

function warningsOf(frames: readonly DataFrame[]): string[] {
  const notices = frames.flatMap(({ meta }) => meta?.notices ?? []);
  return notices.flatMap(({ severity, text }) => (severity === 'warning' ? [text] : []));
}

export function message(state: StateMessage): MessageContent {
  return { kind: 'message', ...state };
}
