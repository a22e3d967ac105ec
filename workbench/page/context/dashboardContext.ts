import { createContext, useContext } from 'react';
import { type PanelRunner } from '../query/PanelRunner';
import { type DashboardSession, type SessionState } from '../session/DashboardSession';

export interface DashboardContextValue {
  session: DashboardSession;
  state: SessionState;
  runners: ReadonlyMap<number, PanelRunner>;
}

export const DashboardContext = createContext<DashboardContextValue | undefined>(undefined);

export function useDashboard(): DashboardContextValue {
  const value = useContext(DashboardContext);
  if (value === undefined) {
    throw new Error('useDashboard needs a DashboardContext above it.');
  }
  return value;
}
