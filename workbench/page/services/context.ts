import { createContext, useContext } from 'react';
import { type WorkbenchConfig } from '../model/config';
import { type Services } from './services';

/** The configuration and the services of the page. */
export interface WorkbenchContextValue {
  workbench: WorkbenchConfig;
  services: Services;
}

/** Provides them to all components. */
export const WorkbenchContext = createContext<WorkbenchContextValue | undefined>(undefined);

/** The configuration and the services. Throws outside a WorkbenchContext. */
export function useWorkbench(): WorkbenchContextValue {
  const value = useContext(WorkbenchContext);
  if (value === undefined) {
    throw new Error('useWorkbench must be used within a WorkbenchContext.');
  }
  return value;
}
