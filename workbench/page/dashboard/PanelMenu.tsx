import { locationService } from '@grafana/runtime';
import { Menu } from '@grafana/ui';
import React from 'react';
import { useLocation } from 'react-router-dom-v5-compat';
import { readSearch } from '../url/search';
import { useDashboard } from '../context/dashboardContext';
import { type Panel } from '../model/dashboard';

/** The menu in the corner of a panel. */
export function PanelMenu({ panel }: { panel: Panel }) {
  const { session } = useDashboard();
  const viewing = readSearch(useLocation().search).viewPanel === panel.id;
  return (
    <Menu>
      <Menu.Item
        label={viewing ? 'Back to the dashboard' : 'View'}
        icon={viewing ? 'arrow-left' : 'eye'}
        onClick={() => locationService.partial({ viewPanel: viewing ? null : panel.id })}
      />
      <Menu.Item label="Refresh" icon="sync" onClick={() => session.refresh()} />
    </Menu>
  );
}
