import { type PanelProps } from '@grafana/data';
import React, { useMemo, useState } from 'react';
import { foldFlows } from '../core/graph/fold';
import { type Content, contentOf, type FlowsContent } from './content';
import { DEFAULT_OPTIONS, type FlowGraphOptions } from './options';
import { FlowGraphView } from './view/FlowGraphView';
import { Message } from './view/Message';

/** Frames in, picture out: everything between is in core/, layout/ and canvas/. */
export function FlowGraphPanel({ data, options, width, height, timeZone }: PanelProps<FlowGraphOptions>) {
  const content = useKeptContent(useMemo(() => contentOf(data), [data]));
  const { level, maxEdges } = { ...DEFAULT_OPTIONS, ...options };
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

/** A refresh that fails leaves the last flows on the screen, with what went wrong beside them. */
function useKeptContent(content: Content): Content {
  const [last, setLast] = useState<FlowsContent>();
  if (content.kind === 'flows' && content !== last) {
    setLast(content);
  }
  const isFailure = content.kind === 'message' && content.severity === 'error';
  return isFailure && last ? { ...last, problem: content.text, isLoading: false } : content;
}
