import { LinkButton, Stack } from '@grafana/ui';
import React from 'react';
import { dashboardsOf } from './dashboardsOf';
import { type InvestigateState } from './investigateState';

/** Links to the dashboards about the selected place. */
export function DashboardLinks({ state }: { state: InvestigateState }) {
  return (
    <Stack gap={1} wrap="wrap">
      {dashboardsOf(state).map(({ title, href }) => (
        <LinkButton key={href} size="sm" variant="secondary" fill="outline" icon="apps" href={href}>
          {title}
        </LinkButton>
      ))}
    </Stack>
  );
}
