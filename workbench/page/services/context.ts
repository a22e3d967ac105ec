import { createContext, useContext } from 'react';
import { type WorkbenchConfig } from '../model/config';
import { type Services } from './services';

export interface WorkbenchContextValue {
  workbench: WorkbenchConfig;
  services: Services;
}

export const WorkbenchContext = createContext<WorkbenchContextValue | undefined>(undefined);

export function useWorkbench(): WorkbenchContextValue {
  const value = useContext(WorkbenchContext);
  if (value === undefined) {
    throw new Error('useWorkbench needs a WorkbenchContext above it.');
  }
  return value;
}
