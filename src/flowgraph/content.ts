import { type DataFrame, LoadingState, type PanelData } from '@grafana/data';
import { type TransferPrices } from '../core/cost/tolls';
import { type Flow, type TimeWindow } from '../core/flow/flow';
import { frameToFlows, isFlowsFrame, pricesOfFrame, windowOfFrame } from '../frames/flowsFrame';
import { type ForeignGraph, readForeignGraph } from '../frames/foreignGraph';

/** What the panel has to show: a graph, or in words why there is none. */
export type Content = FlowsContent | ForeignContent | MessageContent;

interface Shown {
  /** What went wrong since these data came. */
  problem?: string;
  isLoading: boolean;
}

export interface FlowsContent extends Shown {
  kind: 'flows';
  flows: Flow[];
  window: TimeWindow | undefined;
  prices: TransferPrices;
  /** Flows of an earlier window, to compare with. */
  before?: { flows: Flow[]; window: TimeWindow };
}

/** Data of another source: a node graph, or a table of pairs. */
export interface ForeignContent extends Shown {
  kind: 'foreign';
  graph: ForeignGraph;
}

export interface MessageContent {
  kind: 'message';
  severity: 'info' | 'error';
  title: string;
  text: string;
}

/** Reads the panel's data. An error with data still on hand keeps the data and says the error. */
export function contentOf(data: Pick<PanelData, 'state' | 'series' | 'error' | 'errors'>): Content {
  // What a data source throws reaches panels in the deprecated member only.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const problem = data.error?.message ?? data.errors?.[0]?.message;
  const isLoading = data.state === LoadingState.Loading || data.state === LoadingState.NotStarted;
  const frames = data.series.filter(isFlowsFrame);
  const shown = { isLoading, ...(problem !== undefined && { problem }) };
  if (frames.some(({ length }) => length > 0)) {
    return { kind: 'flows', ...windowsOf(frames), ...shown };
  }
  const foreign = frames.length === 0 && data.series.some(({ length }) => length > 0);
  const answer = foreign ? readForeignGraph(data.series) : undefined;
  if (answer?.kind === 'graph') {
    return { kind: 'foreign', graph: answer.graph, ...shown };
  }
  if (problem !== undefined) {
    return failure(problem);
  }
  if (isLoading) {
    return info('Asking for flows…', 'The flow API takes some seconds for an answer.');
  }
  return answer ? info('These data cannot be drawn', answer.text) : noFlows();
}

/** Flows of the latest window, and where frames have two windows, those of the earlier one beside them. */
function windowsOf(frames: readonly DataFrame[]): Pick<FlowsContent, 'flows' | 'window' | 'prices' | 'before'> {
  const read = frames.map((frame) => ({ frame, window: windowOfFrame(frame) }));
  const starts = read.flatMap(({ window }) => window?.startMs ?? []);
  const latest = Math.max(...starts);
  const earliest = Math.min(...starts);
  const isLatest = ({ window }: (typeof read)[number]) => window === undefined || window.startMs === latest;
  const now = read.filter(isLatest);
  const then = read.filter((one) => !isLatest(one) && one.window?.startMs === earliest);
  const window = then[0]?.window;
  return {
    flows: now.flatMap(({ frame }) => frameToFlows(frame)),
    window: now.find((one) => one.window)?.window,
    prices: pricesOfFrame(frames[0]),
    ...(window && { before: { flows: then.flatMap(({ frame }) => frameToFlows(frame)), window } }),
  };
}

function noFlows(): MessageContent {
  return info(
    'No flows in this window',
    'Choose a longer time range, fewer filters or more categories, and check that the monitor is active and that agents run on the nodes.'
  );
}

function failure(text: string): MessageContent {
  return { kind: 'message', severity: 'error', title: 'No flows could be loaded', text };
}

function info(title: string, text: string): MessageContent {
  return { kind: 'message', severity: 'info', title, text };
}
