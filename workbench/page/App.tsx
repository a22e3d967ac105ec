import { type GrafanaTheme2, ThemeContext } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import React, { useMemo } from 'react';
import { Router } from 'react-router-dom';
import { CompatRouter, useLocation } from 'react-router-dom-v5-compat';
import { AppPage } from './app/AppPage';
import { HomePage } from './chrome/HomePage';
import { followInside } from './chrome/links';
import { PageStyles } from './chrome/PageStyles';
import { TopBar } from './chrome/TopBar';
import { DashboardPage } from './dashboard/DashboardPage';
import { type WorkbenchConfig } from './model/config';
import { WorkbenchContext } from './services/context';
import { type Services } from './services/services';
import { readSearch } from './url/search';

interface AppProps {
  workbench: WorkbenchConfig;
  services: Services;
  theme: GrafanaTheme2;
}

/** The whole page: the services, the top bar, and the page for the current URL. */
export function App({ workbench, services, theme }: AppProps) {
  const context = useMemo(() => ({ workbench, services }), [workbench, services]);
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <PageStyles />
      <Router history={locationService.getHistory()}>
        <CompatRouter>
          <WorkbenchContext.Provider value={context}>
            <div onClick={followInside}>
              <Page />
            </div>
            <PortalContainer />
          </WorkbenchContext.Provider>
        </CompatRouter>
      </Router>
    </ThemeContext.Provider>
  );
}

function Page() {
  const { pathname, search } = useLocation();
  const appId = /^\/a\/([^/]+)/.exec(pathname)?.[1];
  const uid = /^\/d\/([^/]+)/.exec(pathname)?.[1];
  return (
    <>
      {!readSearch(search).kiosk && <TopBar />}
      {appId !== undefined && <AppPage key={appId} pluginId={decodeURIComponent(appId)} />}
      {uid !== undefined && <DashboardPage key={uid} uid={decodeURIComponent(uid)} />}
      {appId === undefined && uid === undefined && <HomePage />}
    </>
  );
}
