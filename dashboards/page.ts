import { DashboardBuilder, DashboardCursorSync } from '@grafana/grafana-foundation-sdk/dashboard';
import { linksFrom, type Page, PAGES } from './links';

interface PageFacts {
  title: string;
  /** Its purpose, in one line. */
  description: string;
  /** How far back it begins: "now-30m". */
  from?: string;
  refresh?: string;
  /** What it is about, beside the network. */
  about?: 'kubernetes' | 'aws';
  /** Its own variables that mean the same on the other dashboards. */
  shared?: readonly string[];
}

/** A dashboard with all that ours have in common: tags by which they are found, links to each other, one crosshair. */
export function page(
  here: Page,
  { title, description, from = 'now-30m', refresh = '1m', about = 'kubernetes', shared }: PageFacts
): DashboardBuilder {
  return (
    new DashboardBuilder(title)
      .uid(PAGES[here].uid)
      // The next version of the app replaces what somebody changes here: changes belong into a copy.
      .readonly()
      .description(description)
      .tags(['eastwest', about, 'network'])
      .time({ from, to: 'now' })
      .refresh(refresh)
      .tooltip(DashboardCursorSync.Crosshair)
      .links(linksFrom(here, shared))
  );
}
