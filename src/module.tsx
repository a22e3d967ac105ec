import { AppPlugin } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { type ComponentType, lazy, Suspense } from 'react';
import { type UrlQuery } from './app/shared/scope';
import { useAppLocation } from './app/useAppLocation';

const NowPage = lazy(() => import('./app/now/NowPage'));

/** The pages by the last part of their path. All other paths show the start page. */
const PAGES: Readonly<Record<string, ComponentType<{ query: UrlQuery }>>> = {
  alert: lazy(() => import('./app/alert/AlertPage')),
  investigate: lazy(() => import('./app/investigate/InvestigatePage')),
  policies: lazy(() => import('./app/policies/PoliciesPage')),
};

function App() {
  const { pathname, query } = useAppLocation();
  const Page = PAGES[pathname.split('/').at(-1) ?? ''] ?? NowPage;
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <Page query={query} />
    </Suspense>
  );
}

export const plugin = new AppPlugin().setRootPage(App);
