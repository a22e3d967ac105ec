import Papa from 'papaparse';
import { type FrameColumns } from '../../../../src/frames/flowFrameTable';
import { Failure } from '../../../failure';
import { edgesOfColumns, isEdgeTable } from './readEdges';
import { type ExportedFlows, NOTHING_EXPORTED } from './exportedFlows';
import { brokenCsv } from './messages';
import { flowsOfColumns } from './readTable';

/** The line that Grafana writes for Excel before the header. It has the delimiter. */
const EXCEL_LINE = /^sep=(.)\r?\n/;

/** Reads CSV with a header, as Grafana and the flow graph write it. Throws a `Failure` that says what is missing. */
export function readCsv(text: string, file: string): ExportedFlows {
  const columns = columnsOf(text.replace(/^\uFEFF/, ''), file);
  if (isEdgeTable(columns.fields.map(({ name }) => name))) {
    const flows = edgesOfColumns(columns, file);
    return { ...NOTHING_EXPORTED, tables: [{ flows, warnings: [] }], lacksAddresses: true };
  }
  return { ...NOTHING_EXPORTED, tables: [{ flows: flowsOfColumns(columns, file), warnings: [] }] };
}

function columnsOf(text: string, file: string): FrameColumns {
  const [excelLine = '', delimiter = ''] = EXCEL_LINE.exec(text) ?? [];
  const { data, errors } = Papa.parse<string[]>(text.slice(excelLine.length), { delimiter, skipEmptyLines: true });
  const [error] = errors.filter(({ type }) => type !== 'Delimiter');
  if (error !== undefined) {
    throw new Failure(brokenCsv(file, (error.row ?? 0) + 1, error.message));
  }
  const [header = [], ...rows] = data;
  const fields = header.map((name, index) => ({ name: name.trim(), values: rows.map((row) => row[index] ?? '') }));
  return { length: rows.length, fields };
}
