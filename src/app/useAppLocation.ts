import { locationService } from '@grafana/runtime';
import { useSyncExternalStore } from 'react';

/** Where the app is: the path of the page, and the parameters in its URL. */
export function useAppLocation(): { pathname: string; query: Readonly<Record<string, unknown>> } {
  const location = useSyncExternalStore(
    (onChange) => locationService.getHistory().listen(onChange),
    () => locationService.getLocation()
  );
  return { pathname: location.pathname, query: locationService.getSearchObject() };
}
