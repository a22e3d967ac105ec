import { type PanelProps } from '@grafana/data';
import React from 'react';
import { ContentPanel } from './ContentPanel';
import { flowsContentOf, hasForeignData } from './model/flowsContent';
import { type FlowGraphOptions } from './model/options';
import { lazily } from './view/shared/lazily';

const ForeignPanel = lazily(() => import('./ForeignPanel').then((module) => module.ForeignPanel));

/** Frames in, picture out: everything between is in core/, layout/ and canvas/. */
export function FlowGraphPanel(props: PanelProps<FlowGraphOptions>) {
  return hasForeignData(props.data) ? (
    <ForeignPanel {...props} />
  ) : (
    <ContentPanel {...props} contentOf={flowsContentOf} />
  );
}
