import { median } from '../datasource/median';
import { CAP_MS } from '../shared/capped';
import { markdown } from '../shared/markdown';
import { type Row } from './comparison';
import { OURS } from './renderers/renderer';
import { type Sample } from './sample';

interface Column {
  title: string;
  measure: keyof Sample;
  /** What one unit of the column is in the measure's unit. */
  unit?: number;
  /** False where more is neither better nor worse, or nothing is possible. */
  hasRatio?: boolean;
}

const COLUMNS: readonly Column[] = [
  { title: 'first paint from frames ms', measure: 'firstPaintMs' },
  { title: 'of placed flows ms', measure: 'placedPaintMs' },
  { title: 'frame mean ms', measure: 'frameMeanMs' },
  { title: 'frame p50 ms', measure: 'frameP50Ms' },
  { title: 'frame p95 ms', measure: 'frameP95Ms' },
  { title: 'CPU ms/frame', measure: 'frameCpuMs' },
  { title: 'hit test ms', measure: 'hitTestP50Ms' },
  { title: 'points hit %', measure: 'hitShare', unit: 0.01, hasRatio: false },
  { title: 'update ms', measure: 'updateSyncMs' },
  { title: 'update painted ms', measure: 'updatePaintedMs' },
  { title: 'heap MB', measure: 'heapBytes', unit: 1e6 },
  { title: 'elements', measure: 'elements', hasRatio: false },
];

/** Medians of all samples, with how many times ours they are. */
export function samplesTable(rows: readonly Row[]): string {
  const ours = rows.find(({ name }) => name === OURS);
  const cells = rows.map((row) => [
    row.name,
    String(row.samples.length),
    ...COLUMNS.map((column) => {
      const reference = row === ours || column.hasRatio === false ? undefined : medianOf(ours, column);
      return cell(medianOf(row, column), reference);
    }),
  ]);
  return markdown(['renderer', 'n', ...COLUMNS.map(({ title }) => title)], cells);
}

export interface Bundle {
  name: string;
  gzippedBytes: number;
}

export function bundlesTable(bundles: readonly Bundle[]): string {
  const ours = bundles.find(({ name }) => name === OURS);
  const cells = bundles.map((bundle) => [
    bundle.name,
    cell(bundle.gzippedBytes / 1e3, bundle === ours || !ours ? undefined : ours.gzippedBytes / 1e3),
  ]);
  return markdown(['renderer', 'gzipped kB'], cells);
}

function medianOf(row: Row | undefined, { measure, unit = 1 }: Column): number {
  return median((row?.samples ?? []).flatMap((sample) => sample[measure] ?? [])) / unit;
}

/** `78 (×11)`: the value and how many times the reference it is. */
function cell(value: number, reference = NaN): string {
  const ratio = value / reference;
  return reference > 0 && value > 0 && Number.isFinite(ratio) ? `${text(value)} (×${text(ratio)})` : text(value);
}

function text(value: number): string {
  if (Number.isNaN(value)) {
    return '–';
  }
  if (value === Infinity) {
    return `> ${CAP_MS / 1_000} s`;
  }
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(2)));
}
