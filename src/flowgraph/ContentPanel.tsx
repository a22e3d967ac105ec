import { type PanelProps } from '@grafana/data';
import React, { useMemo, useState } from 'react';
import { panelSourceOf } from './queries/panelSource';
import { type Content, type Data } from './model/flowsContent';
import { type FlowGraphOptions, resolveOptions } from './model/options';
import { FlowGraphView } from './view/FlowGraphView';
import { Message } from './view/Message';
import { nextStep } from './view/nextStep';
import { useRetry } from './view/useRetry';

interface Props extends PanelProps<FlowGraphOptions> {
  /** Reads data, and reuses unchanged parts of the last content. */
  contentOf: (data: Data, last?: Content) => Content;
}

/** The panel: a graph, or a message why there is none. */
export function ContentPanel({ contentOf, ...props }: Props) {
  const { options: saved, onOptionsChange, fieldConfig, width, height, timeZone, title, id, timeRange } = props;
  const { request } = props.data;
  const panelSource = useMemo(() => panelSourceOf(request), [request]);
  const { data, retry } = useRetry(props.data, panelSource);
  const [read] = useState(() => contentReader(contentOf));
  const content = useMemo(() => read(data), [read, data]);
  const options = useMemo(() => resolveOptions(saved), [saved]);
  if (content.kind === 'message') {
    return (
      <div style={{ width, height }}>
        <Message message={content} action={nextStep(content, { retry, timeRange, request })} />
      </div>
    );
  }
  return (
    <FlowGraphView
      content={content}
      panelSource={panelSource}
      retry={retry}
      options={options}
      onOptions={onOptionsChange}
      fieldConfig={fieldConfig}
      width={width}
      height={height}
      timeZone={timeZone}
      title={title}
      panelId={id}
    />
  );
}

/** Reads the panel's data repeatedly, and reuses unchanged parts of the last content. */
function contentReader(contentOf: Props['contentOf']): (data: Data) => Content {
  let last: Content | undefined;
  return (data) => {
    last = contentOf(data, last);
    return last;
  };
}
