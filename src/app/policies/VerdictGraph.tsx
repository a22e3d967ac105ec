import React from 'react';
import { type Flow } from '../../core/flow/flow';
import { type TimeWindow } from '../../core/time';
import { FlowGraphPanel } from '../shared/FlowGraphPanel';
import * as messages from './messages';

const HEIGHT_PX = 560;

/** Workloads first: they are what policies select. All edges, because a small one can be the one that is denied. */
const OPTIONS = { level: 'workload', maxEdges: 500 };

/** The flow graph with edges in the colors of verdicts. */
export function VerdictGraph({ flows, window }: { flows: readonly Flow[]; window: TimeWindow }) {
  return (
    <FlowGraphPanel title={messages.GRAPH_TITLE} flows={flows} window={window} heightPx={HEIGHT_PX} options={OPTIONS} />
  );
}
