import { type Target } from '../canvas/highlight';
import { pan, type Viewport, zoomAt } from '../canvas/viewport';
import { type Point } from '../layout/geometry';
import { type Navigation } from './navigation';

const ZOOM_STEP = 1.25;
/** In CSS pixels. */
const PAN_STEP = 60;

/**
 * The change of the viewport for a key.
 *
 * @param middle of the screen, in CSS pixels
 * @returns undefined if the key does not change the viewport
 */
export function viewportKey(key: string, middle: Point): ((viewport: Viewport) => Viewport) | undefined {
  switch (key) {
    case '+':
    case '=':
      return (viewport) => zoomAt(viewport, middle, ZOOM_STEP);
    case '-':
      return (viewport) => zoomAt(viewport, middle, 1 / ZOOM_STEP);
    case 'ArrowLeft':
      return (viewport) => pan(viewport, PAN_STEP, 0);
    case 'ArrowRight':
      return (viewport) => pan(viewport, -PAN_STEP, 0);
    case 'ArrowUp':
      return (viewport) => pan(viewport, 0, PAN_STEP);
    case 'ArrowDown':
      return (viewport) => pan(viewport, 0, -PAN_STEP);
    default:
      return undefined;
  }
}

/**
 * Escape clears the selection, Enter expands or collapses the selected node.
 *
 * @returns whether the key was handled
 */
export function selectionKey(
  key: string,
  selected: Target | undefined,
  { deselect, toggle }: Pick<Navigation, 'deselect' | 'toggle'>
): boolean {
  if (key === 'Escape' && selected) {
    deselect();
    return true;
  }
  if (key === 'Enter' && selected?.kind === 'node') {
    toggle(selected.id);
    return true;
  }
  return false;
}
