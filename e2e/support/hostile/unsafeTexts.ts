import { type Page } from 'playwright-core';

/**
 * The texts and accessible names in the flow graphs of a page with characters that are invisible, reorder or cover their
 * neighbors, or break a line, and the names of controls without a visible character.
 */
export function unsafeTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const UNSAFE = /[\p{Cc}\p{Surrogate}\u{2028}\u{2029}\u{200b}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{feff}]|\p{M}{5}/u;
    const inGraphs = [...document.querySelectorAll('[data-panel-title]:has([role="toolbar"]) *')];
    return inGraphs.flatMap((element) => {
      const named = ['aria-label', 'title', 'alt', 'placeholder'].map((name) => element.getAttribute(name) ?? '');
      const own = [...element.childNodes].flatMap((node) =>
        node.nodeType === Node.TEXT_NODE ? [node.textContent ?? ''] : []
      );
      const unsafe = [...named, ...own].filter((text) => UNSAFE.test(text));
      const isNameless =
        ['treeitem', 'gridcell'].includes(element.getAttribute('role') ?? '') && element.textContent?.trim() === '';
      return [
        ...unsafe.map((text) => `unsafe text: ${JSON.stringify(text.slice(0, 100))}`),
        ...(isNameless ? [`a ${element.getAttribute('role')} without a name`] : []),
      ];
    });
  });
}
