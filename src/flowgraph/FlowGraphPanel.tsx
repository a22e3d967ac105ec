import { type PanelProps } from '@grafana/data';
import React from 'react';
import { ContentPanel } from './ContentPanel';
import { flowsContentOf, hasForeignData } from './model/flowsContent';
import { type FlowGraphOptions } from './model/options';
import { lazily } from './view/shared/lazily';

const ForeignPanel = lazily(() => import('./ForeignPanel').then((module) => module.ForeignPanel));

/** The panel: from frames to a graph. Data of other data sources loads additional code. */
export function FlowGraphPanel(props: PanelProps<FlowGraphOptions>) {
  return hasForeignData(props.data) ? (
    <ForeignPanel {...props} />
  ) : (
    <ContentPanel {...props} contentOf={flowsContentOf} />
  );
}
