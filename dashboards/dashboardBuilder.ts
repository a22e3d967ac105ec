import { DashboardBuilder, DashboardCursorSync } from '@grafana/grafana-foundation-sdk/dashboard';
import { linksFrom, type Page, PAGES } from './links';

interface DashboardFacts {
  title: string;
  /** The purpose of the dashboard, in one line. */
  description: string;
  /** Start of the time range: "now-30m". */
  from?: string;
  refresh?: string;
  /** The second topic next to the network, as a tag. */
  about?: 'kubernetes' | 'aws';
  /** The dashboard's variables that have the same meaning on the others. */
  shared?: readonly string[];
}

/** A dashboard with what all of them share: tags, links to each other, a shared crosshair. */
export function dashboardBuilder(
  here: Page,
  { title, description, from = 'now-30m', refresh = '1m', about = 'kubernetes', shared }: DashboardFacts
): DashboardBuilder {
  return (
    new DashboardBuilder(title)
      .uid(PAGES[here].uid)
      // An update of the app overwrites changes, so they belong in a copy.
      .readonly()
      .description(description)
      .tags(['eastwest', about, 'network'])
      .time({ from, to: 'now' })
      .refresh(refresh)
      .tooltip(DashboardCursorSync.Crosshair)
      .links(linksFrom(here, shared))
  );
}
