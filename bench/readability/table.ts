import { CAP_MS } from '../shared/capped';
import { markdown } from '../shared/markdown';
import { type Column, COLUMNS, NOTHING } from './columns';
import { OURS } from './renderers';
import { type Numbers, type Row } from './row';

const TOO_SLOW = `> ${CAP_MS / 1_000} s`;
const WORSE = ' ▼';

/** What the columns of the table mean. */
export const LEGEND = `names and second lines: smallest / median size of the font on the screen.
contrast: smallest ratio, and the share below 4.5 (texts) or 3 (edges).
texts: names, second lines, and labels of edges that overlap others or foreign boxes.
▼: something else that draws the same picture has a better number than our panel in this cell.

What others draw is the whole panel: they have neither a toolbar, nor a legend, nor a list of problems. They write no
values on edges and, except the node graph, no second lines, which leaves them more room for names. They draw all edges of
the view, one line for each, whereas our panel folds edges of hubs, and counts each piece of a trunk.
The node graph is a stand-in for Grafana's panel, which cannot be had without Grafana, with layers of ELK and without
groups. NetObserv's console plugin needs PatternFly: its default layout and its look are drawn with Cytoscape.js.`;

/** One line for each picture; those of the same flows at the same size are next to each other, in the given order. */
export function readabilityTable(rows: readonly Row[]): string {
  return markdown(
    ['picture', 'panel', ...COLUMNS.map(({ title }) => title)],
    groupsOf(rows).flatMap((group) => group.map((row) => lineOf(row, group)))
  );
}

function groupsOf(rows: readonly Row[]): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const { flows, view, size } = row;
    const key = JSON.stringify([flows, view, size]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

function lineOf({ flows, view, renderer, size, numbers }: Row, group: readonly Row[]): string[] {
  const others =
    renderer === OURS.name ? group.flatMap((row) => (row.renderer === renderer ? [] : (row.numbers ?? []))) : [];
  return [
    `${flows}, ${view}, ${renderer}`,
    `${size.width}×${size.height}`,
    ...COLUMNS.map((column, index) =>
      numbers
        ? `${column.cell(numbers)}${isWorse(column, numbers, others) ? WORSE : ''}`
        : index === 0
          ? TOO_SLOW
          : NOTHING
    ),
  ];
}

/** Whether any of the numbers of others is better than ours. */
function isWorse({ costs }: Column, numbers: Numbers, others: readonly Numbers[]): boolean {
  const ours = costs?.(numbers) ?? [];
  return others.some((other) => costs?.(other).some((cost, index) => cost < (ours[index] ?? Infinity)));
}
