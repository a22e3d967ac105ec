import { filterFlows, type FlowFilter } from '../../core/flow/filter';
import { type FlowTable, tableOfFlows } from '../../core/flow/flowTable';
import { flowMeasures, type Measure } from '../../core/graph/measure';
import { type FlowTopology, type GraphTree, treeOfTable } from '../../core/graph/tree';
import { type Fact } from '../../frames/foreign/foreignGraph';
import { type FlowsContent, type ForeignContent } from './flowsContent';

/** The panel's data as a tree, regardless of the data source. */
export interface TreeOfData {
  tree: GraphTree;
  measures: readonly Measure[];
  /** The flows that pass the filters; undefined if the data does not consist of flows. */
  flows?: FlowTable;
  /** Length of the current window divided by the length of the compared window; undefined without a comparison. */
  comparedTimeRatio?: number;
  /** By the id of a node or an edge. */
  facts: ReadonlyMap<string, readonly Fact[]>;
}

/** The flows that pass the filters, in the current window and in the compared window. */
export interface FilteredTables {
  flows: FlowTable;
  before: FlowTable | undefined;
}

const NO_FACTS: TreeOfData['facts'] = new Map();
const NO_FLOWS: FilteredTables = { flows: tableOfFlows([]), before: undefined };

/** Applies filters to the flows of the panel's data. Data that does not consist of flows has empty tables. */
export function filteredTables(content: FlowsContent | ForeignContent, filters: readonly FlowFilter[]): FilteredTables {
  if (content.kind === 'foreign') {
    return NO_FLOWS;
  }
  const { flows, before } = content;
  return { flows: filtered(flows, filters), before: before && filtered(before.flows, filters) };
}

/** @param topology of the tree of the filtered tables */
export function treeOfData(
  content: FlowsContent | ForeignContent,
  topology: FlowTopology,
  { flows, before }: FilteredTables
): TreeOfData {
  if (content.kind === 'foreign') {
    const { tree, measures, nodeFacts, edgeFacts } = content.graph;
    return { tree, measures, facts: new Map([...nodeFacts, ...edgeFacts]) };
  }
  const comparedTimeRatio = timeRatioOf(content);
  return {
    tree: treeOfTable(topology, flows, before),
    measures: flowMeasures(billingOf(content)),
    flows,
    facts: NO_FACTS,
    ...(comparedTimeRatio !== undefined && { comparedTimeRatio }),
  };
}

function filtered(table: FlowTable, filters: readonly FlowFilter[]): FlowTable {
  return filters.length === 0 ? table : tableOfFlows(filterFlows(table.flows, filters));
}

function billingOf({ prices, window }: FlowsContent) {
  return { prices, ...(window && { windowMs: window.endMs - window.startMs }) };
}

function timeRatioOf({ window, before }: FlowsContent): number | undefined {
  if (!before) {
    return undefined;
  }
  const lengthBefore = before.window.endMs - before.window.startMs;
  return window && lengthBefore > 0 ? (window.endMs - window.startMs) / lengthBefore : 1;
}
