import { Dropdown, IconButton } from '@grafana/ui';
import React from 'react';
import { type RenderInput } from '../canvas/renderInput';
import { lazily } from './lazily';
import { type GraphModel } from './useGraph';

export interface ExportProps {
  model: GraphModel;
  renderInput: RenderInput;
  title: string;
  /** What the picture shows and how much of it. */
  facts: readonly string[];
}

const ExportMenu = lazily<ExportProps>(() => import('./ExportMenu').then((module) => module.ExportMenu));

/** Saves what is seen as a picture, or its edges as a table. */
export function ExportButton(props: ExportProps) {
  return (
    <Dropdown overlay={() => <ExportMenu {...props} />} placement="bottom-end">
      <IconButton name="download-alt" tooltip="Export" />
    </Dropdown>
  );
}
