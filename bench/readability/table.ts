import { CAP_MS } from '../shared/capped';
import { markdown } from '../shared/markdown';
import { type Contrasts } from './measures/contrasts';
import { type FontSizes } from './measures/nameSizes';
import { type Numbers, type Row } from './row';

interface Column {
  title: string;
  cell(numbers: Numbers): string;
}

const COLUMNS: readonly Column[] = [
  { title: 'nodes + groups, edges', cell: ({ nodes, groups, edges }) => `${nodes} + ${groups}, ${edges}` },
  { title: 'names px', cell: ({ names }) => sizes(names) },
  { title: 'second lines px', cell: ({ details }) => sizes(details) },
  { title: 'area % bounds / cells', cell: ({ area }) => `${percent(area.bounds)} / ${percent(area.cells)}` },
  {
    title: 'edges over names / names crossed',
    cell: ({ overNames }) => `${overNames.edges} / ${overNames.names}`,
  },
  { title: 'edges over boxes', cell: ({ overBoxes }) => String(overBoxes.edges) },
  { title: 'texts over texts / boxes', cell: ({ overlaps }) => `${overlaps.withTexts} / ${overlaps.withBoxes}` },
  { title: 'crossings', cell: ({ crossings }) => String(crossings) },
  { title: 'ink kpx²', cell: ({ ink }) => (ink / 1_000).toFixed(1) },
  {
    title: 'detour median / p95',
    cell: ({ detours }) => (detours ? `${detours.median.toFixed(2)} / ${detours.p95.toFixed(2)}` : NOTHING),
  },
  {
    title: 'distinguishable % / with trunks',
    cell: ({ distinguishable: { strict, withTrunks } }) => `${percent(strict)} / ${percent(withTrunks)}`,
  },
  { title: 'text contrast dark', cell: ({ dark }) => contrast(dark.texts) },
  { title: 'light', cell: ({ light }) => contrast(light?.texts) },
  { title: 'edge contrast dark', cell: ({ dark }) => contrast(dark.edges) },
  { title: 'light', cell: ({ light }) => contrast(light?.edges) },
  { title: 'cut / nameless', cell: ({ nameProblems: { cut, nameless } }) => `${cut} / ${nameless}` },
];

const NOTHING = '–';
const TOO_SLOW = `> ${CAP_MS / 1_000} s`;

/** What the columns of the table mean. */
export const LEGEND = `names and second lines: smallest / median size of the font on the screen.
contrast: smallest ratio, and the share below 4.5 (texts) or 3 (edges).
texts: names, second lines, and labels of edges that overlap others or foreign boxes.`;

/** One line for each picture. */
export function readabilityTable(rows: readonly Row[]): string {
  return markdown(
    ['picture', 'panel', ...COLUMNS.map(({ title }) => title)],
    rows.map(({ flows, view, renderer, size, numbers }) => [
      `${flows}, ${view}, ${renderer}`,
      `${size.width}×${size.height}`,
      ...COLUMNS.map(({ cell }, index) => (numbers ? cell(numbers) : index === 0 ? TOO_SLOW : NOTHING)),
    ])
  );
}

function sizes(fonts: FontSizes | undefined): string {
  return fonts ? `${fonts.smallest.toFixed(1)} / ${fonts.median.toFixed(1)}` : NOTHING;
}

function contrast(contrasts: Contrasts | undefined): string {
  return contrasts ? `${contrasts.smallest.toFixed(1)} (${percent(contrasts.tooLow)} %)` : NOTHING;
}

function percent(share: number): string {
  return (100 * share).toFixed(0);
}
