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
  /** Only flows that pass all of them. */
  filters: FlowFilter[];
  /** A row for each group. */
  groupBy: GroupField[];
  /** Only these, by their heads and in this order, or those that a variable holds. */
  columns: string[] | `$${string}`;
  /** Only rows that have any of it, those with the most first. */
  worstBy?: string;
  /** Whether the last row adds up what all rows moved and lost. */
  hasSums?: boolean;
  /** Of the 24 columns of the grid. */
  width?: number;
  /** In rows of the grid. */
  height: number;
}

/** The heads of what is told of each group, beside the fields that it is grouped by. */
export const TOLD = {
  bytes: 'Bytes',
  retransmissions: 'Retransmissions',
  timeouts: 'Timeouts',
  roundTripTime: 'Round-trip time',
  acrossZones: 'Across zones',
  cost: 'Estimated cost per month',
} as const;

/** What can be added up: a mean of means says nothing. */
const SUMS = [TOLD.bytes, TOLD.retransmissions, TOLD.timeouts, TOLD.acrossZones, TOLD.cost];

/** In pixels. Columns of names have none: they share what the others leave, so that all of them are in sight. */
const WIDTHS: Record<string, number> = {
  'Client zone': 115,
  'Server zone': 115,
  'Client address': 150,
  'Server address': 150,
  Port: 75,
  Category: 120,
  [TOLD.bytes]: 95,
  [TOLD.retransmissions]: 145,
  [TOLD.timeouts]: 105,
  [TOLD.roundTripTime]: 145,
  [TOLD.cost]: 205,
};

/** Flows of the monitor by group, the largest first. */
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

/** The heads of the fields that rows are grouped by. */
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
