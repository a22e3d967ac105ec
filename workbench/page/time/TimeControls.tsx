import { css } from '@emotion/css';
import { type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { RefreshPicker, TimeRangePicker, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useDashboard } from '../context/dashboardContext';
import { writeTimeRange } from '../url/timeRange';
import { shifted, widened } from './moves';

/** The time range and refresh controls. A choice changes the URL, and the URL changes the session. */
export function TimeControls() {
  const styles = useStyles2(getStyles);
  const { session, state } = useDashboard();
  const { range, timeZone, refresh } = state;
  return (
    <div className={styles}>
      <TimeRangePicker
        value={range}
        timeZone={timeZone}
        onChange={(picked: TimeRange) => locationService.partial(writeTimeRange(picked))}
        onChangeTimeZone={(timezone) => locationService.partial({ timezone })}
        onMoveBackward={() => locationService.partial(shifted(range, -1))}
        onMoveForward={() => locationService.partial(shifted(range, 1))}
        onZoom={() => locationService.partial(widened(range))}
      />
      <RefreshPicker
        text="Refresh"
        value={refresh}
        intervals={session.dashboard.refreshIntervals}
        onRefresh={() => session.refresh()}
        onIntervalChanged={(interval) => locationService.partial({ refresh: interval })}
      />
    </div>
  );
}

/** Kept together: on a narrow screen, the controls move to their own line as a whole. */
const getStyles = (theme: GrafanaTheme2) => css({ display: 'flex', gap: theme.spacing(1) });
