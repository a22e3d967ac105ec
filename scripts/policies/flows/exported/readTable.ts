import { displayable } from '../../../../src/core/displayable';
import { type Flow } from '../../../../src/core/flow/flow';
import { columnConfigs } from '../../../../src/frames/columnConfigs';
import { COLUMNS } from '../../../../src/frames/columns';
import { FlowFrameTable, type FrameColumns } from '../../../../src/frames/flowFrameTable';
import { placesIn } from '../../../../src/frames/flowLinks';
import { Failure } from '../../../failure';
import { formattedValue, missingColumns } from './messages';

/** The columns that verdicts and rules depend on. The others only describe flows. */
const NEEDED = [
  ...['client', 'server'].flatMap((end) =>
    ['Namespace', 'Pod', 'Ip', 'Workload', 'WorkloadKind', 'Service', 'InstanceId'].map((member) => `${end}${member}`)
  ),
  'port',
  'bytesByClient',
  'bytesByServer',
];

/** By name of the column: its title in Grafana. */
const TITLES = new Map(
  [...columnConfigs(placesIn([]))].map(([name, { displayName }]) => [name, displayName ?? name] as const)
);

const NAMES = new Map([...TITLES].map(([name, title]) => [title, name]));

const NUMBERS = new Set(COLUMNS.filter(({ type }) => type === 'number').map(({ name }) => name));

/** The flows of a table whose columns have the names of the flows frame, or their titles in Grafana. */
export function flowsOfColumns({ length, fields }: FrameColumns, file: string): readonly Flow[] {
  const named = fields.map(({ name, values }) => ({ name: NAMES.get(name) ?? name, values }));
  const missing = missingIn(named.map(({ name }) => name));
  if (missing.length > 0) {
    throw new Failure(missingColumns(file, missing.map(titleOf)));
  }
  const read = named.map(({ name, values }) => ({
    name,
    values: values.map((value) => (NUMBERS.has(name) ? numberOf(value, name, file) : textOf(value))),
  }));
  return new FlowFrameTable({ length, fields: read }).flows;
}

/** Whether a table has any column that only flows have. */
export function hasFlowColumns(names: readonly string[]): boolean {
  return missingIn(names.map((name) => NAMES.get(name) ?? name)).length < NEEDED.length;
}

function missingIn(names: readonly string[]): string[] {
  return NEEDED.filter((name) => !names.includes(name));
}

function titleOf(name: string): string {
  return TITLES.get(name) ?? name;
}

function numberOf(value: unknown, name: string, file: string): number | null {
  if (value === null || value === undefined || value === '') {
    return null;
  }
  const number = Number(value);
  if (Number.isNaN(number)) {
    throw new Failure(formattedValue(file, titleOf(name), displayable(String(value))));
  }
  return number;
}

function textOf(value: unknown): unknown {
  return typeof value === 'string' ? displayable(value) : value;
}
