import { type PanelProps } from '@grafana/data';
import React, { useMemo, useState } from 'react';
import { panelSourceOf } from './ask/panelSource';
import { contentReader } from './content';
import { type FlowGraphOptions, resolveOptions } from './options';
import { FlowGraphView } from './view/FlowGraphView';
import { Message } from './view/Message';

/** Frames in, picture out: everything between is in core/, layout/ and canvas/. */
export function FlowGraphPanel(props: PanelProps<FlowGraphOptions>) {
  const { data, options: saved, onOptionsChange, fieldConfig, width, height, timeZone, title, id } = props;
  const [contentOf] = useState(contentReader);
  const content = useMemo(() => contentOf(data), [contentOf, data]);
  const { request } = data;
  const asked = useMemo(() => panelSourceOf(request), [request]);
  const options = useMemo(() => resolveOptions(saved), [saved]);
  if (content.kind === 'message') {
    return <Message content={content} width={width} height={height} />;
  }
  return (
    <FlowGraphView
      content={content}
      asked={asked}
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
