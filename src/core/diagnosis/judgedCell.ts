import { BYTES_PER_GB, LOSS_PER_GB } from '../graph/loss';
import { type Cell } from './cell';
import { MIN_CELL_SCORE, MIN_EXPECTED } from './limits';
import { meanOf } from './meanOf';
import { type Amounts } from './pairHistory';
import { requestsPerStepOf } from './requestsPerStep';
import { type Rise, riseOf } from './rise';

/** A cell with what is known about its losses: "unknown" if it has too little traffic. */
export interface JudgedCell {
  cell: Cell;
  state: 'lossy' | 'fine' | 'unknown';
  rise?: Rise;
  /** Whether it has losses, but transfers nothing. */
  isUnanswered: boolean;
}

/**
 * Judges all cells. A cell without a rise is fine if its traffic since the first rise would have had several losses at the
 * typical rate of the lossy cells.
 */
export function judgeCells(cells: readonly Cell[], firstNow: number): JudgedCell[] {
  const rises = cells.map((cell) => riseOf(cell, firstNow, MIN_CELL_SCORE));
  const known = rises.filter((rise) => rise !== undefined);
  const from = Math.min(...known.map((rise) => rise.from));
  const to = Math.max(...known.map((rise) => rise.to));
  const perGb = typicalPerGb(known);
  return cells.map((cell, index) => {
    const rise = rises[index];
    if (rise) {
      return { cell, state: 'lossy', rise, isUnanswered: isUnanswered(cell, rise, firstNow) };
    }
    const bytes = cell.bytes.slice(from, to).reduce((sum, value) => sum + value, 0);
    const isFine = known.length > 0 && (bytes * perGb) / BYTES_PER_GB >= MIN_EXPECTED;
    return { cell, state: isFine ? 'fine' : 'unknown', isUnanswered: false };
  });
}

/** The median rate of the lossy cells, within the limits between which the flow graph distinguishes. */
function typicalPerGb(rises: readonly Rise[]): number {
  const rates = rises.map(({ losses, bytes }) => losses / (Math.max(bytes, 1) / BYTES_PER_GB)).sort((a, b) => a - b);
  const median = rates[Math.floor(rates.length / 2)] ?? 0;
  return Math.min(Math.max(median, LOSS_PER_GB.some), LOSS_PER_GB.severe);
}

/** A connection attempt has no data, but the last data of other connections can arrive late. */
const MOST_OF_USUAL = 0.02;

/**
 * Whether hardly any data is transferred after the first step of a rise, for longer than sparse requests are missing by
 * chance.
 */
export function isUnanswered({ bytes }: Readonly<Amounts>, { from, to }: Rise, firstNow: number): boolean {
  const before = bytes.slice(0, firstNow);
  const after = bytes.slice(Math.min(from + 1, to - 1), to);
  const isSilent = meanOf(after) <= MOST_OF_USUAL * meanOf(before);
  return isSilent && (meanOf(before) === 0 || requestsPerStepOf(before) * after.length >= MIN_CELL_SCORE);
}
