import { Dropdown, IconButton } from '@grafana/ui';
import React from 'react';
import { type ExportProps } from './props';
import { lazily } from './shared/lazily';

const ExportMenu = lazily<ExportProps>(() => import('./ExportMenu').then((module) => module.ExportMenu));

/** Saves what is seen as a picture, or its edges as a table. */
export function ExportButton(props: ExportProps) {
  return (
    <Dropdown overlay={() => <ExportMenu {...props} />} placement="bottom-end">
      <IconButton name="download-alt" tooltip="Export" />
    </Dropdown>
  );
}
