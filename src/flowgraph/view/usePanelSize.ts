import { useMemo } from 'react';
import { type Size } from '../layout/geometry';
import { useHeight } from './useHeight';

/** Initial heights in CSS pixels, with one row each. The rendered bars can have more rows in a narrow panel. */
const TOOLBAR_HEIGHT = 34;
const FOOTER_HEIGHT = 22;
/** In CSS pixels. A lower panel has no bars, so that the graph gets all of it. */
const MIN_HEIGHT_WITH_BARS = 220;

/** The least size of a panel whose map leaves room for the list of problems, in CSS pixels. */
const MIN_SIZE_WITH_PROBLEMS: Size = { width: 1_100, height: 320 };
/** In CSS pixels. */
export const PROBLEMS_WIDTH = 232;

/** How the panel divides its area. */
export interface PanelSize {
  /** Whether the toolbar and the footer are shown. */
  hasBars: boolean;
  /** Where the list of problems is; undefined if it is not shown. */
  problems: 'nextToMap' | 'overMap' | undefined;
  /** The area of the graph, in CSS pixels. */
  screen: Size;
  toolbarRef: (element: HTMLElement | null) => void;
  footerRef: (element: HTMLElement | null) => void;
}

/**
 * Measures the bars of a panel, whose size is given in CSS pixels.
 *
 * @param hasProblems whether the user shows or hides the list of problems
 */
export function usePanelSize(width: number, height: number, hasProblems: boolean | undefined): PanelSize {
  const hasBars = height >= MIN_HEIGHT_WITH_BARS;
  const [toolbarHeight, toolbarRef] = useHeight(TOOLBAR_HEIGHT);
  const [footerHeight, footerRef] = useHeight(FOOTER_HEIGHT);
  const barsHeight = hasBars ? toolbarHeight + footerHeight : 0;
  const fits = width >= MIN_SIZE_WITH_PROBLEMS.width && height >= MIN_SIZE_WITH_PROBLEMS.height;
  const problems = !(hasProblems ?? fits) ? undefined : fits ? 'nextToMap' : 'overMap';
  const mapWidth = problems === 'nextToMap' ? width - PROBLEMS_WIDTH : width;
  const screen = useMemo(
    () => ({ width: mapWidth, height: Math.max(height - barsHeight, 1) }),
    [mapWidth, height, barsHeight]
  );
  return { hasBars, problems, screen, toolbarRef, footerRef };
}
