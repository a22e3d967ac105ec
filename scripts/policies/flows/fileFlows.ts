import { joinReports } from '../../../src/core/flow/joinReports';
import { type NameLookup } from '../../../src/core/flow/endpointOf';
import { type FlowWindow } from '../../../src/core/policy/review/proposal';
import { type TimeWindow } from '../../../src/core/time';
import { Failure } from '../../failure';
import { timeRangeMissing } from '../messages';
import { readText } from '../readFiles';
import { type ExportedFlows, type FlowTable } from './exported/exportedFlows';
import { readExport } from './exported/readExport';
import { type FlowReading } from './flowReading';

/**
 * Reads flows from files that Grafana, the flow graph, or the AWS CLI wrote. Each table is a window.
 *
 * @param range the time range of files that do not have it.
 */
export function fileFlows(files: readonly string[], range: TimeWindow | undefined, lookup: NameLookup): FlowReading {
  const read = files.map((file) => ({ file, exported: readExport(readText(file), file) }));
  const tables = read.flatMap(({ exported }) => exported.tables);
  const [coveredShare] = tables.length === 1 ? tables.map((table) => table.coveredShare) : [];
  return {
    windows: read
      .flatMap(({ file, exported }) => exported.tables.map((table) => windowOf(table, range, file)))
      .concat(windowOfReports(read, range, lookup))
      .sort((a, b) => a.window.startMs - b.window.startMs),
    isTruncated:
      read.some(({ exported }) => exported.isTruncated) || tables.some((table) => table.coveredShare !== undefined),
    ...(coveredShare !== undefined && { coveredShare }),
    warnings: [...new Set(tables.flatMap(({ warnings }) => warnings))],
    lacksAddresses: read.some(({ exported }) => exported.lacksAddresses),
  };
}

function windowOf({ flows, window }: FlowTable, range: TimeWindow | undefined, file: string): FlowWindow {
  return { flows, window: window ?? given(range, file) };
}

/** The rows of all files together, because both ends of a connection, and its metrics, can be in several. */
function windowOfReports(
  read: ReadonlyArray<{ file: string; exported: ExportedFlows }>,
  range: TimeWindow | undefined,
  lookup: NameLookup
): FlowWindow[] {
  const reports = read.flatMap(({ exported }) => exported.reports);
  const withReports = read.find(({ exported }) => exported.reports.length > 0);
  return withReports === undefined
    ? []
    : [{ window: given(range, withReports.file), flows: joinReports(reports, lookup) }];
}

function given(range: TimeWindow | undefined, file: string): TimeWindow {
  if (range === undefined) {
    throw new Failure(timeRangeMissing(file));
  }
  return range;
}
