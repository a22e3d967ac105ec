import { type Flow, type Reported } from '../core/flow/flow';
import { type EndColumn, type FlowEnds, type FlowTable } from '../core/flow/flowTable';
import { type Column, COLUMNS, type End, VERDICT_COLUMNS } from './columns';
import { numberRows } from './foreign/numberRows';

/** What is read of a frame: its columns by name, with raw values. */
export interface FrameColumns {
  length: number;
  fields: ReadonlyArray<{ name: string; values: readonly unknown[] }>;
}

/** A column with at least one value. */
interface FilledColumn {
  column: Column;
  values: readonly unknown[];
}

/** The flows of a frame, read from its columns on demand. */
export class FlowFrameTable implements FlowTable {
  readonly ends: FlowEnds;
  private readonly filled: readonly FilledColumn[];
  private readonly ofWhole: readonly FilledColumn[];
  private readonly length: number;
  private kept: readonly Flow[] | undefined;

  /** @param before an earlier table, whose ends are reused if the frame has the same ones */
  constructor(frame: FrameColumns, before?: FlowTable) {
    this.length = frame.length;
    this.filled = filledColumns(frame);
    this.ofWhole = this.filled.filter(({ column }) => column.end === undefined);
    this.ends =
      before instanceof FlowFrameTable && this.differsOnlyInMeasuresFrom(before)
        ? before.ends
        : { client: this.endColumn('client'), server: this.endColumn('server'), ports: this.ports() };
  }

  get flows(): readonly Flow[] {
    this.kept ??= Array.from({ length: this.length }, (_, row) => this.withEnds(emptyFlow(), row));
    return this.kept;
  }

  forEach(visit: (flow: Flow, row: number) => void): void {
    const flow = emptyFlow();
    for (let row = 0; row < this.length; row++) {
      clear(flow);
      visit(this.withEnds(flow, row), row);
    }
  }

  private withEnds(flow: Flow, row: number): Flow {
    const { client, server } = this.ends;
    flow.client = client.endpoints[client.indices[row] ?? 0] ?? flow.client;
    flow.server = server.endpoints[server.indices[row] ?? 0] ?? flow.server;
    return read(flow, this.ofWhole, row);
  }

  private endColumn(end: End): EndColumn {
    const columns = this.filled.filter(({ column }) => column.end === end);
    // Names first, because rows are looked up by them.
    columns.sort((a, b) => Number(b.column.isIdentity ?? false) - Number(a.column.isIdentity ?? false));
    const { numbers, firstRows } = numberRows(
      columns.map(({ values }) => values),
      this.length
    );
    const flow = emptyFlow();
    const endpoints = firstRows.map((row) => {
      flow[end] = {};
      return read(flow, columns, row)[end];
    });
    return { endpoints, indices: numbers };
  }

  private ports(): FlowEnds['ports'] {
    const ports = this.filled.find(({ column }) => column.name === 'port')?.values;
    return Array.from({ length: this.length }, (_, row) => (isFilled(ports?.[row]) ? Number(ports?.[row]) : undefined));
  }

  private differsOnlyInMeasuresFrom(before: FlowFrameTable): boolean {
    const [now, then] = [named(this.filled), named(before.filled)];
    return (
      this.length === before.length &&
      now.length === then.length &&
      now.every((column, index) => areSame(column, then[index]))
    );
  }
}

/** Most columns have values for few flows or none, and reading every row of them would be most of the work. */
function filledColumns(frame: FrameColumns): FilledColumn[] {
  const fields = new Map(frame.fields.map((field) => [field.name, field]));
  return [...COLUMNS, ...VERDICT_COLUMNS].flatMap((column) => {
    const values: readonly unknown[] = fields.get(column.name)?.values ?? [];
    return hasValues(values) ? [{ column, values }] : [];
  });
}

function named(columns: readonly FilledColumn[]): FilledColumn[] {
  return columns.filter(({ column }) => column.isMeasured !== true);
}

function areSame({ column, values }: FilledColumn, other: FilledColumn | undefined): boolean {
  return other?.column === column && haveSameItems(values, other.values);
}

function haveSameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  for (let index = 0; index < a.length; index++) {
    if (a[index] !== b[index]) {
      return false;
    }
  }
  return true;
}

function hasValues(values: readonly unknown[]): boolean {
  for (let row = 0; row < values.length; row++) {
    if (isFilled(values[row])) {
      return true;
    }
  }
  return false;
}

/** Writes the values of a row to the flow. */
function read(flow: Flow, columns: readonly FilledColumn[], row: number): Flow {
  for (const { column, values } of columns) {
    const value = values[row];
    if (isFilled(value)) {
      column.write(flow, column.type === 'number' ? Number(value) : String(value));
    }
  }
  return flow;
}

function isFilled(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '';
}

function emptyFlow(): Flow {
  return {
    client: {},
    server: {},
    category: 'UNCLASSIFIED',
    metrics: { bytes: {}, retransmissions: {}, timeouts: {}, roundTripTimeMicroseconds: {} },
    path: [],
  };
}

/** Resets everything that does not belong to an end. */
function clear(flow: Flow): void {
  const { bytes, retransmissions, timeouts, roundTripTimeMicroseconds } = flow.metrics;
  flow.port = undefined;
  flow.category = 'UNCLASSIFIED';
  flow.path = NO_PATH;
  flow.verdict = undefined;
  forget(bytes);
  forget(retransmissions);
  forget(timeouts);
  forget(roundTripTimeMicroseconds);
}

function forget(reported: Reported): void {
  reported.byClient = undefined;
  reported.byServer = undefined;
}

const NO_PATH: Flow['path'] = [];
