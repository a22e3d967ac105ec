import { type Notice } from '../notice';
import { type KnownColumn, knownColumns, PATH_SUBJECTS, type PathSubject } from './columns';
import { UNKNOWN_COLUMNS, unitAssumed } from './messages';
import { type NetworkPath } from './networkPath';
import { parseSubnetPairs } from './subnetPairs';
import { type PathCell, type PathTable } from './table';

export interface InterpretedPaths {
  /** In the API's order: by impact, then by traffic. */
  paths: NetworkPath[];
  /** Notices about how the columns were interpreted. */
  notices: Notice[];
}

type Columns = ReadonlyMap<PathSubject, KnownColumn>;

/**
 * The generic table as network paths, based only on the names of its columns. Unknown columns and unreadable cells are
 * kept unchanged; missing values stay absent.
 */
export function interpretPaths({ fields, rows }: PathTable): InterpretedPaths {
  const columns = knownColumns(fields, PATH_SUBJECTS);
  const known = new Set([...columns.values()].map(({ index }) => index));
  const unknown = fields.map((field, index) => ({ ...field, index })).filter(({ index }) => !known.has(index));
  const paths = rows.map((row) => {
    const draft = readKnown(row, columns);
    for (const { name, index } of unknown) {
      keep(draft, name, row[index]);
    }
    return draft;
  });
  return { paths, notices: [...endNotices(columns, rows.length), ...unitNotices(columns)] };
}

type Draft = Omit<NetworkPath, 'extras'> & { extras: Map<string, string> };

function readKnown(row: readonly PathCell[], columns: Columns): Draft {
  const draft: Draft = { subnetPairs: [], extras: new Map() };
  for (const [subject, { index, name, factor = 1 }] of columns) {
    const cell = row[index];
    const isRead = cell === null || cell === undefined || cell === '' || read(draft, subject, cell, factor);
    if (!isRead) {
      keep(draft, name, cell);
    }
  }
  return draft;
}

/** @returns whether the cell could be read */
function read(draft: Draft, subject: PathSubject, cell: string, factor: number): boolean {
  switch (subject) {
    case 'impactScore':
    case 'bytes':
    case 'roundTripTimeMicroseconds': {
      const value = cell.trim() === '' ? NaN : Number(cell);
      if (Number.isFinite(value)) {
        draft[subject] = value * factor;
      }
      return Number.isFinite(value);
    }
    case 'subnetPairs': {
      const pairs = parseSubnetPairs(cell);
      draft.subnetPairs = pairs ?? [];
      return pairs !== undefined;
    }
    default:
      draft[subject] = cell;
      return true;
  }
}

function keep(draft: Draft, name: string, cell: PathCell | undefined): void {
  if (cell !== null && cell !== undefined && cell !== '') {
    draft.extras.set(name, cell);
  }
}

function endNotices(columns: Columns, rowCount: number): Notice[] {
  const hasEnds = (['localZoneId', 'remoteZoneId', 'localRegion', 'remoteRegion'] as const).some((end) =>
    columns.has(end)
  );
  return hasEnds || rowCount === 0 ? [] : [{ severity: 'warning', text: UNKNOWN_COLUMNS }];
}

function unitNotices(columns: Columns): Notice[] {
  const assumed = [
    { column: columns.get('bytes'), unit: 'bytes' },
    { column: columns.get('roundTripTimeMicroseconds'), unit: 'microseconds' },
  ];
  return assumed.flatMap(({ column, unit }): Notice[] =>
    column === undefined || column.factor !== undefined
      ? []
      : [{ severity: 'info', text: unitAssumed(column.name, unit) }]
  );
}
