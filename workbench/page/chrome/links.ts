import { locationUtil } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { type MouseEvent } from 'react';

/** Handles plain clicks on links to the workbench's own pages without reloading the page, as Grafana does. */
export function followInside(event: MouseEvent<HTMLElement>): void {
  const { target, button, ctrlKey, metaKey, shiftKey, defaultPrevented } = event;
  const anchor = target instanceof Element ? target.closest('a[href]') : null;
  const modified = ctrlKey || metaKey || shiftKey || button !== 0;
  if (!(anchor instanceof HTMLAnchorElement) || modified || defaultPrevented || anchor.target === '_blank') {
    return;
  }
  const pathname = locationUtil.stripBaseFromUrl(anchor.pathname);
  if (anchor.origin === window.location.origin && /^\/((d|a)\/.*)?$/.test(pathname)) {
    event.preventDefault();
    locationService.push(`${pathname}${searchWithTheme(anchor)}${anchor.hash}`);
  }
}

/** Keeps the viewer's theme, regardless of the link. */
function searchWithTheme({ search }: HTMLAnchorElement): string {
  const params = new URLSearchParams(search);
  const theme = new URLSearchParams(window.location.search).get('theme');
  if (theme !== null && !params.has('theme')) {
    params.set('theme', theme);
  }
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}
