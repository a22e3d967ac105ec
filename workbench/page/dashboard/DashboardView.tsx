import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { useObservable } from '../hooks/useObservable';
import { type PanelRunner } from '../query/PanelRunner';
import { type DashboardSession } from '../session/DashboardSession';
import { useAutoRefresh } from '../time/useAutoRefresh';
import { DashboardControls } from './DashboardControls';
import { DashboardContext } from '../context/dashboardContext';
import { SectionView } from './SectionView';
import { SinglePanel } from './SinglePanel';

interface DashboardViewProps {
  session: DashboardSession;
  runners: ReadonlyMap<number, PanelRunner>;
  /** The ID of the only panel to show. */
  viewPanel: number | undefined;
}

/** A loaded dashboard: its controls, and all sections or a single panel. */
export function DashboardView({ session, runners, viewPanel }: DashboardViewProps) {
  const styles = useStyles2(getStyles);
  const state = useObservable(session.state) ?? session.state.value;
  useAutoRefresh(session, state.refresh);
  const { uid, sections } = session.dashboard;
  const single = sections.flatMap(({ panels }) => panels).find(({ id }) => id === viewPanel);
  return (
    <DashboardContext.Provider value={{ session, state, runners }}>
      <DashboardControls viewing={single} />
      <main className={styles} data-testid={`dashboard-${uid}`} data-revision={state.revision}>
        {single === undefined ? (
          sections.map((section, index) => <SectionView key={section.row?.id ?? `top-${index}`} section={section} />)
        ) : (
          <SinglePanel panel={single} />
        )}
      </main>
    </DashboardContext.Provider>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    padding: theme.spacing(0, 2, 2),
    [theme.breakpoints.down('sm')]: { padding: theme.spacing(0, 1, 1) },
  });
