import { useMemo } from 'react';
import { filterFlows, type FlowFilter } from '../../core/flow/filter';
import { type Flow } from '../../core/flow/flow';
import { type Grouping } from '../../core/graph/level';
import { flowMeasures, type Measure } from '../../core/graph/measure';
import { type GraphTree, treeOfFlows } from '../../core/graph/tree';
import { type Fact } from '../../frames/foreignGraph';
import { type FlowsContent, type ForeignContent } from '../content';

/** Data as a tree, from whichever source they came. */
export interface TreeOfData {
  tree: GraphTree;
  measures: readonly Measure[];
  /** The flows that passed the filters; undefined for data that are no flows. */
  flows?: readonly Flow[];
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
  return useMemo(() => {
    if (content.kind === 'foreign') {
      const { tree, measures, nodeFacts, edgeFacts } = content.graph;
      return { tree, measures, facts: new Map([...nodeFacts, ...edgeFacts]) };
    }
    const flows = filterFlows(content.flows, filters);
    const before = content.before && filterFlows(content.before.flows, filters);
    const tree = treeOfFlows(flows, grouping, before);
    const comparedTimeRatio = timeRatioOf(content);
    return {
      tree,
      measures: flowMeasures(billingOf(content)),
      flows,
      facts: NO_FACTS,
      ...(comparedTimeRatio !== undefined && { comparedTimeRatio }),
    };
  }, [content, grouping, filters]);
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
