import { Dropdown, IconButton } from '@grafana/ui';
import React from 'react';
import { type ExportProps } from './props';
import { lazily } from './shared/lazily';
import { exportLabel } from '../messages/panel';

const ExportMenu = lazily<ExportProps>(() => import('./ExportMenu').then((module) => module.ExportMenu));

/** Opens the menu that saves the current view as an image, or its edges as a table. */
export function ExportButton(props: ExportProps) {
  return (
    <Dropdown overlay={() => <ExportMenu {...props} />} placement="bottom-end">
      <IconButton name="download-alt" tooltip={exportLabel} />
    </Dropdown>
  );
}
