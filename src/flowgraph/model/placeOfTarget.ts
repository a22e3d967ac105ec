import { placeOfGraphTarget } from '../../core/diagnosis/graphTarget';
import { type Place } from '../../core/diagnosis/place';
import { type Target } from '../canvas/highlight';
import { edgeEnds } from './edgeEnds';
import { flowsAt } from './flowsOf';
import { type TreeOfData } from './treeOfData';

/** The place of a node or an edge; undefined if it consists of several places, or if the data does not consist of flows. */
export function placeOfTarget(
  { tree, flows }: Pick<TreeOfData, 'tree' | 'flows'>,
  { kind, id }: Target
): Place | undefined {
  const ends = kind === 'edge' ? edgeEnds(tree, id) : undefined;
  if (flows === undefined || (kind === 'edge' && ends === undefined)) {
    return undefined;
  }
  const here = flowsAt(flows.flows, tree, ends ? [ends.source, ends.target] : [id]);
  return placeOfGraphTarget({ grouping: tree.grouping, id }, here);
}
