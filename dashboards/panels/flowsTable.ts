import { TableFooterOptionsBuilder } from '@grafana/grafana-foundation-sdk/common';
import { type DataTransformerConfig } from '@grafana/grafana-foundation-sdk/dashboard';
import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { type FlowFilter } from '../../src/core/flow/filter';
import { type GroupField, groupFieldLabel } from '../../src/core/flow/groupField';
import { NO_FLOWS_OR_METRICS } from '../noData';
import { groupedFlows } from '../query';
import { FLOWS_DATASOURCE } from '../variables';
import { table } from './table';

interface FlowsTableFacts {
  title: string;
  description: string;
  /** Flows must match all of them. */
  filters: FlowFilter[];
  /** The table has a row for each group. */
  groupBy: GroupField[];
  /** The column headers to show, in this order, or a variable that contains them. */
  columns: string[] | `$${string}`;
  /** Shows only rows with a value above zero in this column, highest first. */
  worstBy?: string;
  /** Whether the last row shows totals of traffic and losses. */
  hasSums?: boolean;
  /** Of the 24 columns of the grid. */
  width?: number;
  /** In rows of the grid. */
  height: number;
}

/** The headers of the value columns, which follow the columns of the grouping. */
export const VALUE_COLUMNS = {
  bytes: 'Bytes',
  retransmissions: 'Retransmissions',
  timeouts: 'Timeouts',
  roundTripTime: 'Round-trip time',
  acrossZones: 'Cross-zone bytes',
  cost: 'Estimated cost per month',
} as const;

/** Columns with a total. Round-trip times have none: a mean of means is meaningless. */
const SUMS = [
  VALUE_COLUMNS.bytes,
  VALUE_COLUMNS.retransmissions,
  VALUE_COLUMNS.timeouts,
  VALUE_COLUMNS.acrossZones,
  VALUE_COLUMNS.cost,
];

/** In pixels. Columns of names share the remaining width, so that all columns are visible. */
const WIDTHS: Record<string, number> = {
  'Client zone': 115,
  'Server zone': 115,
  'Client address': 150,
  'Server address': 150,
  Port: 75,
  Category: 120,
  [VALUE_COLUMNS.bytes]: 95,
  [VALUE_COLUMNS.retransmissions]: 145,
  [VALUE_COLUMNS.timeouts]: 105,
  [VALUE_COLUMNS.roundTripTime]: 145,
  [VALUE_COLUMNS.cost]: 205,
};

/** Flows of the monitor by group, largest first. */
export function flowsTable(facts: FlowsTableFacts): PanelBuilder {
  const { title, description, filters, groupBy, columns, worstBy, hasSums = false, width = 24, height } = facts;
  const panel = table({ title, description, noData: NO_FLOWS_OR_METRICS, width, height })
    .datasource(FLOWS_DATASOURCE.ref)
    .filterable(true)
    .footer(
      new TableFooterOptionsBuilder()
        .show(hasSums)
        // Grafana shows the number of rows next to the pages.
        .enablePagination(true)
        .reducer(['sum'])
        .fields([...SUMS])
    )
    .withTarget(groupedFlows(filters, groupBy))
    .transformations([...(worstBy === undefined ? [] : worstFirst(worstBy)), ...only(columns)]);
  return Object.entries(WIDTHS)
    .filter(([head]) => typeof columns === 'string' || columns.includes(head))
    .reduce((wider, [head, pixels]) => wider.overrideByName(head, [{ id: 'custom.width', value: pixels }]), panel);
}

/** The column headers of the fields that rows are grouped by. */
export function headersOf(fields: readonly GroupField[]): string[] {
  return fields.map(groupFieldLabel);
}

function worstFirst(head: string): DataTransformerConfig[] {
  const some = { fieldName: head, config: { id: 'greater', options: { value: 0 } } };
  return [
    { id: 'filterByValue', options: { type: 'include', match: 'all', filters: [some] } },
    { id: 'sortBy', options: { sort: [{ field: head, desc: true }] } },
  ];
}

function only(columns: FlowsTableFacts['columns']): DataTransformerConfig[] {
  if (typeof columns === 'string') {
    return [{ id: 'filterFieldsByName', options: { byVariable: true, include: { variable: columns } } }];
  }
  const indexByName = Object.fromEntries(columns.map((head, index) => [head, index]));
  return [
    { id: 'filterFieldsByName', options: { include: { names: columns } } },
    { id: 'organize', options: { excludeByName: {}, indexByName, renameByName: {} } },
  ];
}
