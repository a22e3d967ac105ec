import { type DataFrame, LoadingState, type PanelData } from '@grafana/data';
import { type Flow, type TimeWindow } from '../core/flow/flow';
import { frameToFlows, isFlowsFrame, windowOfFrame } from '../frames/flowsFrame';

/** What the panel has to show: a graph, or in words why there is none. */
export type Content = FlowsContent | MessageContent;

export interface FlowsContent {
  kind: 'flows';
  flows: Flow[];
  window: TimeWindow | undefined;
  /** What went wrong since these flows came. */
  problem?: string;
  isLoading: boolean;
}

export interface MessageContent {
  kind: 'message';
  severity: 'info' | 'error';
  title: string;
  text: string;
}

/** Reads the panel's data. An error with data still on hand keeps the data and says the error. */
export function contentOf(data: Pick<PanelData, 'state' | 'series' | 'error' | 'errors'>): Content {
  const frames = data.series.filter(isFlowsFrame);
  const flows = frames.flatMap(frameToFlows);
  // What a data source throws reaches panels in the deprecated member only.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const problem = data.error?.message ?? data.errors?.[0]?.message;
  const isLoading = data.state === LoadingState.Loading || data.state === LoadingState.NotStarted;
  if (flows.length > 0) {
    return { kind: 'flows', flows, window: frames[0] && windowOfFrame(frames[0]), problem, isLoading };
  }
  if (problem !== undefined) {
    return failure(problem);
  }
  if (isLoading) {
    return info('Asking for flows…', 'The flow API takes some seconds for an answer.');
  }
  const isOtherData = frames.length === 0 && data.series.some(({ length }) => length > 0);
  return isOtherData ? wrongShape(data.series) : noFlows();
}

function noFlows(): MessageContent {
  return info(
    'No flows in this window',
    'Choose a longer time range or more categories, and check that the monitor is active and that agents run on the nodes.'
  );
}

function wrongShape(series: DataFrame[]): MessageContent {
  const columns = series[0]?.fields.map(({ name }) => name).slice(0, 6) ?? [];
  return info(
    'These data are no flows',
    `The panel draws the flows of the Eastwest data source: a row per flow with columns such as clientPod, clientIp, serverPod, serverIp, category and bytesByClient. It got ${columns.join(', ')}. Choose the query type "Flows", or another visualization.`
  );
}

function failure(text: string): MessageContent {
  return { kind: 'message', severity: 'error', title: 'No flows could be loaded', text };
}

function info(title: string, text: string): MessageContent {
  return { kind: 'message', severity: 'info', title, text };
}
