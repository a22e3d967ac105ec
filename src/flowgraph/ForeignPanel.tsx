import { type PanelProps } from '@grafana/data';
import React from 'react';
import { contentOf } from './model/content';
import { ContentPanel } from './ContentPanel';
import { type FlowGraphOptions } from './model/options';

/** The panel with data of another data source. */
export function ForeignPanel(props: PanelProps<FlowGraphOptions>) {
  return <ContentPanel {...props} contentOf={contentOf} />;
}
