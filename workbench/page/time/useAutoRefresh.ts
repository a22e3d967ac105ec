import { rangeUtil } from '@grafana/data';
import { useEffect } from 'react';
import { type DashboardSession } from '../session/DashboardSession';

/** Refreshes the session at an interval such as `30s` while the page is visible; empty means never. */
export function useAutoRefresh(session: DashboardSession, interval: string): void {
  useEffect(() => {
    if (interval === '') {
      return undefined;
    }
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') {
        session.refresh();
      }
    }, rangeUtil.intervalToMs(interval));
    return () => clearInterval(timer);
  }, [session, interval]);
}
