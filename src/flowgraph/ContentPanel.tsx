import { type PanelProps } from '@grafana/data';
import React, { useMemo, useState } from 'react';
import { panelSourceOf } from './queries/panelSource';
import { type Content, type Data } from './model/flowsContent';
import { type FlowGraphOptions, resolveOptions } from './model/options';
import { FlowGraphView } from './view/FlowGraphView';
import { Message } from './view/Message';

interface Props extends PanelProps<FlowGraphOptions> {
  /** Reads data, and reuses unchanged parts of the last content. */
  contentOf: (data: Data, last?: Content) => Content;
}

/** The panel: a graph, or a message why there is none. */
export function ContentPanel({ contentOf, ...props }: Props) {
  const { data, options: saved, onOptionsChange, fieldConfig, width, height, timeZone, title, id } = props;
  const [read] = useState(() => contentReader(contentOf));
  const content = useMemo(() => read(data), [read, data]);
  const { request } = data;
  const panelSource = useMemo(() => panelSourceOf(request), [request]);
  const options = useMemo(() => resolveOptions(saved), [saved]);
  if (content.kind === 'message') {
    return <Message content={content} width={width} height={height} />;
  }
  return (
    <FlowGraphView
      content={content}
      panelSource={panelSource}
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
