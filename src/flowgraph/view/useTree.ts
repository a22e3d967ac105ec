import { useMemo } from 'react';
import { filterFlows, type FlowFilter } from '../../core/flow/filter';
import { type FlowTable, tableOfFlows } from '../../core/flow/flowTable';
import { type Grouping } from '../../core/graph/level';
import { flowMeasures, type Measure } from '../../core/graph/measure';
import { type GraphTree, treeTopologyOf, treeOfTable } from '../../core/graph/tree';
import { type Fact } from '../../frames/foreign/foreignGraph';
import { type FlowsContent, type ForeignContent } from '../flowsContent';

/** Data as a tree, from whichever source they came. */
export interface TreeOfData {
  tree: GraphTree;
  measures: readonly Measure[];
  /** The flows that passed the filters; undefined for data that are no flows. */
  flows?: FlowTable;
  /** Length of the window now divided by that of the one that it is compared with, where it is. */
  comparedTimeRatio?: number;
  facts: ReadonlyMap<string, readonly Fact[]>;
}

const NO_FACTS: TreeOfData['facts'] = new Map();

export function useTree(
  content: FlowsContent | ForeignContent,
  grouping: Grouping,
  filters: readonly FlowFilter[]
): TreeOfData {
  const { flows, before } = useMemo(() => tablesOf(content, filters), [content, filters]);
  const { ends } = flows;
  const endsBefore = before?.ends;
  const topology = useMemo(() => treeTopologyOf(ends, grouping, endsBefore), [ends, grouping, endsBefore]);
  return useMemo(() => {
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
  }, [content, topology, flows, before]);
}

interface Tables {
  flows: FlowTable;
  before?: FlowTable;
}

const NO_FLOWS: Tables = { flows: tableOfFlows([]) };

/** What passes the filters. */
function tablesOf(content: FlowsContent | ForeignContent, filters: readonly FlowFilter[]): Tables {
  if (content.kind === 'foreign') {
    return NO_FLOWS;
  }
  const { flows, before } = content;
  return { flows: filtered(flows, filters), ...(before && { before: filtered(before.flows, filters) }) };
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
