import { type Page } from 'playwright-core';

/**
 * The panels of a page whose content is outside of their box, and whether the page scrolls horizontally. What a
 * container scrolls or cuts off is not outside, unless this container is outside itself.
 */
export function layoutProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const TOLERANCE = 1.5;
    const isUnseen = (style: CSSStyleDeclaration) =>
      style.visibility === 'hidden' || style.clipPath.startsWith('inset(50%') || style.opacity === '0';

    /** The part of a box that the containers within the panel show; undefined if they show nothing. */
    const shownPart = (box: DOMRect, from: Element, panel: Element): DOMRect | undefined => {
      let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
      for (let at: Element | null = from; at && at !== panel; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (isUnseen(style)) {
          return undefined;
        }
        const outer = at.getBoundingClientRect();
        if (style.overflowX !== 'visible') {
          [left, right] = [Math.max(left, outer.left), Math.min(right, outer.right)];
        }
        if (style.overflowY !== 'visible') {
          [top, bottom] = [Math.max(top, outer.top), Math.min(bottom, outer.bottom)];
        }
      }
      return right - left > TOLERANCE && bottom - top > TOLERANCE
        ? new DOMRect(left, top, right - left, bottom - top)
        : undefined;
    };

    const isOutside = (box: DOMRect | undefined, frame: DOMRect) =>
      box !== undefined &&
      (box.left < frame.left - TOLERANCE ||
        box.right > frame.right + TOLERANCE ||
        box.top < frame.top - TOLERANCE ||
        box.bottom > frame.bottom + TOLERANCE);

    const textBoxes = (element: Element) =>
      [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .flatMap((node) => {
          const range = document.createRange();
          range.selectNodeContents(node);
          return [...range.getClientRects()];
        });

    const problemsIn = (panel: Element) => {
      const frame = panel.getBoundingClientRect();
      const title = panel.getAttribute('data-panel-title') ?? '';
      const outside = [...panel.querySelectorAll('*')].filter((element) => {
        const own = shownPart(element.getBoundingClientRect(), element.parentElement ?? panel, panel);
        return (
          isOutside(own, frame) || textBoxes(element).some((box) => isOutside(shownPart(box, element, panel), frame))
        );
      });
      return outside
        .slice(0, 3)
        .map((element) => `${title}: <${element.tagName.toLowerCase()}> with ${element.textContent?.slice(0, 60)}`);
    };

    const { scrollWidth, clientWidth } = document.documentElement;
    return [
      ...(scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide in a window of ${clientWidth}`] : []),
      ...[...document.querySelectorAll('[data-panel-title]')].flatMap(problemsIn),
    ];
  });
}
