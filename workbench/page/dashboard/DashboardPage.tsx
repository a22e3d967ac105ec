import { Alert, LoadingPlaceholder } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import { useLocation } from 'react-router-dom-v5-compat';
import { useLoaded } from '../hooks/useLoaded';
import { createPanelRunners } from '../query/panelRunners';
import { type PanelRunner } from '../query/PanelRunner';
import { fetchDashboard } from '../services/api';
import { useWorkbench } from '../services/context';
import { DashboardSession } from '../session/DashboardSession';
import { type DashboardSearch, readSearch } from '../url/search';
import { DashboardView } from './DashboardView';
import { type Dashboard, resolveDashboard } from '../model/dashboard';

/** Loads a dashboard by its UID and keeps its session while it is on screen. */
export function DashboardPage({ uid }: { uid: string }) {
  const { value: dashboard, error } = useLoaded(
    async () => resolveDashboard((await fetchDashboard(uid)).dashboard),
    uid
  );
  if (error !== undefined) {
    return (
      <main style={{ padding: 16 }}>
        <Alert severity="error" title={`Failed to load the dashboard "${uid}"`}>
          {error}
        </Alert>
      </main>
    );
  }
  return dashboard === undefined ? (
    <LoadingPlaceholder text="Loading dashboard …" />
  ) : (
    <OpenDashboard dashboard={dashboard} />
  );
}

interface Opened {
  session: DashboardSession;
  runners: ReadonlyMap<number, PanelRunner>;
}

function OpenDashboard({ dashboard }: { dashboard: Dashboard }) {
  const { search: query } = useLocation();
  const search = readSearch(query);
  const opened = useOpened(dashboard, search);
  useEffect(() => {
    document.title = `${dashboard.title} - Eastwest workbench`;
    opened.session.apply(readSearch(query));
  }, [dashboard, opened, query]);
  return <DashboardView {...opened} viewPanel={search.viewPanel} />;
}

/**
 * A session with its panel runners, which ends when the dashboard leaves the screen. `search` is only the initial
 * state.
 */
function useOpened(dashboard: Dashboard, search: DashboardSearch): Opened {
  const { services } = useWorkbench();
  const [opened] = useState<Opened>(() => {
    const session = new DashboardSession(dashboard, services.dataSourceSrv, search);
    return { session, runners: createPanelRunners(session, services) };
  });
  useEffect(() => {
    services.show(opened.session);
    return () => {
      services.show(undefined);
      opened.session.end();
    };
  }, [opened, services]);
  return opened;
}
