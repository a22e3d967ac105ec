import { useMemo } from 'react';
import { type FlowFilter } from '../../core/flow/filter';
import { type Grouping } from '../../core/graph/level';
import { treeTopologyOf } from '../../core/graph/tree';
import { type FlowsContent, type ForeignContent } from '../model/flowsContent';
import { filteredTables, type TreeOfData, treeOfData } from '../model/treeOfData';

/** The panel's data as a tree. The topology is memoized separately: most refreshes change values only. */
export function useTree(
  content: FlowsContent | ForeignContent,
  grouping: Grouping,
  filters: readonly FlowFilter[]
): TreeOfData {
  const { flows, before } = useMemo(() => filteredTables(content, filters), [content, filters]);
  const { ends } = flows;
  const endsBefore = before?.ends;
  const topology = useMemo(() => treeTopologyOf(ends, grouping, endsBefore), [ends, grouping, endsBefore]);
  return useMemo(() => treeOfData(content, topology, { flows, before }), [content, topology, flows, before]);
}
