import { AppPlugin } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';
import { useAppLocation } from './app/useAppLocation';

const OverviewPage = lazy(() => import('./app/OverviewPage'));
const PoliciesPage = lazy(() => import('./app/policies/PoliciesPage'));

function App() {
  const { pathname, query } = useAppLocation();
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      {pathname.endsWith('/policies') ? <PoliciesPage query={query} /> : <OverviewPage />}
    </Suspense>
  );
}

export const plugin = new AppPlugin().setRootPage(App);
