import { locationUtil, urlUtil } from '@grafana/data';
import { LinkButton } from '@grafana/ui';
import React from 'react';
import { type DashboardEntry } from '../model/config';
import { useWorkbench } from '../services/context';
import { writeTimeRange } from '../url/timeRange';
import { useDashboard } from '../context/dashboardContext';
import { type SavedLink } from '../model/savedDashboard';

/** The dashboard's links; links by tag are expanded to the dashboards with the tag. */
export function DashboardLinks() {
  const { session, state } = useDashboard();
  const { services, workbench } = useWorkbench();
  const replace = (text: string) => services.templateSrv.replace(text);
  const others = workbench.dashboards.filter(({ uid }) => uid !== session.dashboard.uid);
  const links = session.dashboard.links.flatMap((link) => expandLink(link, others));
  return (
    <>
      {links.map(({ link, title, url }) => {
        const time = link.keepTime ? writeTimeRange(state.range) : {};
        const withTime = urlUtil.appendQueryToUrl(locationUtil.assureBaseUrl(replace(url)), urlUtil.toUrlParams(time));
        const variables = link.includeVars ? replace('${__all_variables}') : '';
        const href = variables === '' ? withTime : urlUtil.appendQueryToUrl(withTime, variables);
        return (
          <LinkButton
            key={title + url}
            size="sm"
            variant="secondary"
            href={href}
            target={link.targetBlank ? '_blank' : undefined}
          >
            {replace(title)}
          </LinkButton>
        );
      })}
    </>
  );
}

function expandLink(
  link: SavedLink,
  dashboards: DashboardEntry[]
): Array<{ link: SavedLink; title: string; url: string }> {
  if (link.type !== 'dashboards') {
    return [{ link, title: link.title ?? '', url: link.url ?? '' }];
  }
  const tagged = dashboards.filter(({ tags }) => (link.tags ?? []).every((tag) => tags.includes(tag)));
  return tagged.map(({ title, url }) => ({ link, title, url }));
}
