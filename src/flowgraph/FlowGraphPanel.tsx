import { type PanelProps } from '@grafana/data';
import React, { useMemo } from 'react';
import { foldFlows } from '../core/graph/fold';
import { contentOf } from './content';
import { type FlowGraphOptions, resolveOptions } from './options';
import { FlowGraphView } from './view/FlowGraphView';
import { Message } from './view/Message';

/** Frames in, picture out: everything between is in core/, layout/ and canvas/. */
export function FlowGraphPanel({ data, options, width, height, timeZone }: PanelProps<FlowGraphOptions>) {
  const content = useMemo(() => contentOf(data), [data]);
  const { level, maxEdges } = resolveOptions(options);
  const flows = content.kind === 'flows' ? content.flows : undefined;
  const graph = useMemo(() => flows && foldFlows(flows, { level, maxEdges }), [flows, level, maxEdges]);
  if (content.kind === 'message' || !graph) {
    return <Message content={content} width={width} height={height} />;
  }
  return (
    <FlowGraphView
      graph={graph}
      width={width}
      height={height}
      timeZone={timeZone}
      window={content.window}
      problem={content.problem}
      isLoading={content.isLoading}
    />
  );
}
