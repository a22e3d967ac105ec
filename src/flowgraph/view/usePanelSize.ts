import { useMemo } from 'react';
import { type Size } from '../layout/geometry';
import { useHeight } from './useHeight';

/** Initial heights in CSS pixels, with one row each. The rendered bars can have more rows in a narrow panel. */
const TOOLBAR_HEIGHT = 34;
const FOOTER_HEIGHT = 22;
/** In CSS pixels. A lower panel has no bars, so that the graph gets all of it. */
const MIN_HEIGHT_WITH_BARS = 220;

/** How the panel divides its height. */
export interface PanelSize {
  /** Whether the toolbar and the footer are shown. */
  hasBars: boolean;
  /** The area of the graph, in CSS pixels. */
  screen: Size;
  toolbarRef: (element: HTMLElement | null) => void;
  footerRef: (element: HTMLElement | null) => void;
}

/** Measures the bars of a panel, whose size is given in CSS pixels. */
export function usePanelSize(width: number, height: number): PanelSize {
  const hasBars = height >= MIN_HEIGHT_WITH_BARS;
  const [toolbarHeight, toolbarRef] = useHeight(TOOLBAR_HEIGHT);
  const [footerHeight, footerRef] = useHeight(FOOTER_HEIGHT);
  const barsHeight = hasBars ? toolbarHeight + footerHeight : 0;
  const screen = useMemo(() => ({ width, height: Math.max(height - barsHeight, 1) }), [width, height, barsHeight]);
  return { hasBars, screen, toolbarRef, footerRef };
}
