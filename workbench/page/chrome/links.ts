import { locationService } from '@grafana/runtime';
import { type MouseEvent } from 'react';

/** Lets plain clicks on links to the workbench's own pages change the page without loading it anew, as Grafana does. */
export function followInside(event: MouseEvent<HTMLElement>): void {
  const { target, button, ctrlKey, metaKey, shiftKey, defaultPrevented } = event;
  const anchor = target instanceof Element ? target.closest('a[href]') : null;
  const modified = ctrlKey || metaKey || shiftKey || button !== 0;
  if (!(anchor instanceof HTMLAnchorElement) || modified || defaultPrevented || anchor.target === '_blank') {
    return;
  }
  if (anchor.origin === window.location.origin && /^\/((d|a)\/.*)?$/.test(anchor.pathname)) {
    event.preventDefault();
    locationService.push(keepTheme(anchor));
  }
}

/** The theme is the viewer's, not the link's. */
function keepTheme({ pathname, search, hash }: HTMLAnchorElement): string {
  const params = new URLSearchParams(search);
  const theme = new URLSearchParams(window.location.search).get('theme');
  if (theme !== null && !params.has('theme')) {
    params.set('theme', theme);
  }
  const query = params.toString();
  return `${pathname}${query === '' ? '' : `?${query}`}${hash}`;
}
