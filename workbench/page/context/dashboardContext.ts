import { createContext, useContext } from 'react';
import { type PanelRunner } from '../query/PanelRunner';
import { type DashboardSession, type SessionState } from '../session/DashboardSession';

/** The open dashboard: its session, the session's current state, and the query runner of each panel by ID. */
export interface DashboardContextValue {
  session: DashboardSession;
  state: SessionState;
  runners: ReadonlyMap<number, PanelRunner>;
}

/** Provides the open dashboard to its controls and panels. */
export const DashboardContext = createContext<DashboardContextValue | undefined>(undefined);

/** The open dashboard. Throws outside a DashboardContext. */
export function useDashboard(): DashboardContextValue {
  const value = useContext(DashboardContext);
  if (value === undefined) {
    throw new Error('useDashboard must be used within a DashboardContext.');
  }
  return value;
}
