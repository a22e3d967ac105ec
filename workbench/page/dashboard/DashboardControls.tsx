import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { Button, useStyles2 } from '@grafana/ui';
import React from 'react';
import { TimeControls } from '../time/TimeControls';
import { VariablePicker } from '../variables/VariablePicker';
import { useDashboard } from '../context/dashboardContext';
import { DashboardLinks } from './DashboardLinks';
import { type Panel } from '../model/dashboard';

const HIDDEN = 2;

/** The title, variables, links, time range and refresh controls of a dashboard. */
export function DashboardControls({ viewing }: { viewing: Panel | undefined }) {
  const styles = useStyles2(getStyles);
  const { session, state } = useDashboard();
  const variables = [...state.variables.values()].filter(
    ({ model }) => model.hide !== HIDDEN && model.type !== 'constant'
  );
  const ordered = session.dashboard.variables.flatMap(({ name }) =>
    variables.filter(({ model }) => model.name === name)
  );
  return (
    <div className={styles.bar} data-testid="dashboard-controls">
      <div className={styles.line}>
        {viewing !== undefined && (
          <Button
            size="sm"
            variant="secondary"
            icon="arrow-left"
            onClick={() => locationService.partial({ viewPanel: null })}
          >
            Back
          </Button>
        )}
        <h1 className={styles.title}>{session.dashboard.title}</h1>
        <span className={styles.spacer} />
        <TimeControls />
      </div>
      {(ordered.length > 0 || session.dashboard.links.length > 0) && (
        <div className={styles.line}>
          {ordered.map((variable) => (
            <VariablePicker key={variable.model.name} state={variable} />
          ))}
          <span className={styles.spacer} />
          <DashboardLinks />
        </div>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    background: theme.colors.background.canvas,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5, 2, 1),
    position: 'sticky',
    top: 0,
    zIndex: theme.zIndex.navbarFixed,
    [theme.breakpoints.down('md')]: { position: 'static', padding: theme.spacing(1) },
  }),
  line: css({ alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
  title: css({ fontSize: theme.typography.h4.fontSize, margin: 0 }),
  spacer: css({ flexGrow: 1 }),
});
