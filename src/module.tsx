import { AppPlugin, type AppRootProps } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';

const OverviewPage = lazy(() => import('./app/OverviewPage'));

function App(_: AppRootProps) {
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <OverviewPage />
    </Suspense>
  );
}

export const plugin = new AppPlugin().setRootPage(App);
