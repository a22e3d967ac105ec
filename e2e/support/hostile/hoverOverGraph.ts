import { type Locator, type Page } from 'playwright-core';

const STEP_PIXELS = 9;

/** Moves the pointer over a graph until tooltips of a node and of an edge were shown, and returns their texts. */
export async function hoverOverGraph(page: Page, graph: Locator): Promise<{ node: string; edge: string }> {
  const canvas = graph.getByRole('img', { name: /endpoints/ });
  const box = await canvas.boundingBox();
  // Code that is loaded on demand renders the first tooltip. It is not an edge's without the ports of both ends.
  const tooltip = graph.locator('div[aria-hidden="true"]:has(table)');
  const found = { node: '', edge: '' };
  for (let y = box?.y ?? 0; box && y < box.y + box.height; y += STEP_PIXELS) {
    for (let x = box.x; x < box.x + box.width; x += STEP_PIXELS) {
      await page.mouse.move(x, y);
      const text = (await tooltip.allInnerTexts()).join('\n');
      if (text !== '') {
        found[/\d+ outgoing/.test(text) ? 'node' : 'edge'] ||= text;
      }
      if (found.node !== '' && found.edge !== '') {
        return found;
      }
    }
  }
  return found;
}
