import { type ExportedFlows } from './exportedFlows';
import { readCsv } from './readCsv';
import { readJson } from './readJson';

/**
 * Reads a file with flows, in JSON or CSV. Throws a `Failure` with what to do, or a `FlowApiError` for invalid rows of the API.
 *
 * @param file its name, for messages.
 */
export function readExport(text: string, file: string): ExportedFlows {
  return /^\uFEFF?\s*[[{]/.test(text) ? readJson(text, file) : readCsv(text, file);
}
