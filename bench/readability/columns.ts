import { type Contrasts } from './measures/contrasts';
import { type FontSizes } from './measures/nameSizes';
import { type Numbers } from './row';

/** A column of the table. */
export interface Column {
  title: string;
  cell(numbers: Numbers): string;
  /** What is compared, as precise as the cell shows it: less is better. Absent where less or more is not better. */
  costs?(numbers: Numbers): number[];
}

/** What is shown of a picture, in this order. */
export const COLUMNS: readonly Column[] = [
  { title: 'nodes + groups, edges', cell: ({ nodes, groups, edges }) => `${nodes} + ${groups}, ${edges}` },
  {
    title: 'names px',
    cell: ({ names }) => sizes(names),
    costs: ({ names }) => [names?.smallest ?? 0, names?.median ?? 0].map((pixels) => -round(pixels, 1)),
  },
  { title: 'second lines px', cell: ({ details }) => sizes(details) },
  {
    title: 'area % bounds / cells',
    cell: ({ area }) => `${percent(area.bounds)} / ${percent(area.cells)}`,
    costs: ({ area }) => [-round(area.bounds, 2), -round(area.cells, 2)],
  },
  {
    title: 'edges over names / names crossed',
    cell: ({ overNames }) => `${overNames.edges} / ${overNames.names}`,
    costs: ({ overNames }) => [overNames.edges, overNames.names],
  },
  {
    title: 'edges over boxes',
    cell: ({ overBoxes }) => String(overBoxes.edges),
    costs: ({ overBoxes }) => [overBoxes.edges],
  },
  {
    title: 'texts over texts / boxes',
    cell: ({ overlaps }) => `${overlaps.withTexts} / ${overlaps.withBoxes}`,
    costs: ({ overlaps }) => [overlaps.withTexts, overlaps.withBoxes],
  },
  { title: 'crossings', cell: ({ crossings }) => String(crossings), costs: ({ crossings }) => [crossings] },
  // A smaller picture of the same graph has less.
  { title: 'ink kpx²', cell: ({ ink }) => (ink / 1_000).toFixed(1) },
  {
    title: 'detour median / p95',
    cell: ({ detours }) => (detours ? `${detours.median.toFixed(2)} / ${detours.p95.toFixed(2)}` : NOTHING),
    costs: ({ detours }) => (detours ? [round(detours.median, 2), round(detours.p95, 2)] : []),
  },
  {
    title: 'distinguishable % / with trunks',
    cell: ({ distinguishable: { strict, withTrunks } }) => `${percent(strict)} / ${percent(withTrunks)}`,
    costs: ({ distinguishable: { strict, withTrunks } }) => [-round(strict, 2), -round(withTrunks, 2)],
  },
  {
    title: 'text contrast dark',
    cell: ({ dark }) => contrast(dark.texts),
    costs: ({ dark }) => contrastCosts(dark.texts),
  },
  { title: 'light', cell: ({ light }) => contrast(light?.texts) },
  {
    title: 'edge contrast dark',
    cell: ({ dark }) => contrast(dark.edges),
    costs: ({ dark }) => contrastCosts(dark.edges),
  },
  { title: 'light', cell: ({ light }) => contrast(light?.edges) },
  {
    title: 'cut / nameless',
    cell: ({ nameProblems: { cut, nameless } }) => `${cut} / ${nameless}`,
    costs: ({ nameProblems: { cut, nameless } }) => [cut, nameless],
  },
];

/** What a cell shows if there is no number. */
export const NOTHING = '–';

function sizes(fonts: FontSizes | undefined): string {
  return fonts ? `${fonts.smallest.toFixed(1)} / ${fonts.median.toFixed(1)}` : NOTHING;
}

function contrast(contrasts: Contrasts | undefined): string {
  return contrasts ? `${contrasts.smallest.toFixed(1)} (${percent(contrasts.tooLow)} %)` : NOTHING;
}

function percent(share: number): string {
  return (100 * share).toFixed(0);
}

function contrastCosts(contrasts: Contrasts | undefined): number[] {
  return contrasts ? [-round(contrasts.smallest, 1), round(contrasts.tooLow, 2)] : [];
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
