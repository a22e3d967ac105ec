import { shareText } from '../../core/flow/coverage';
import { type FlowGraph } from '../../core/graph/graph';
import { type FlowsContent, type ForeignContent } from './flowsContent';
import { formatWindow } from './format';
import { omittedText } from './summary';
import { type GraphModel } from './graphModel';
import { type ViewAction } from './viewState';
import * as messages from '../messages/panel';
import { levelLabels } from '../messages/shared';

type Content = FlowsContent | ForeignContent;

/** A part of the caption: what the graph shows or omits, what changes this, or both. */
export interface CaptionFact {
  /** Absent if the label of the action says everything. */
  text?: string;
  title?: string;
  action?: { label: string; onClick: () => void };
}

/** What the graph shows and what it omits, each part with its action. */
export function captionFacts(model: GraphModel, content: Content, timeZone: string): CaptionFact[] {
  const { data, graph, lines, viewState, zoomedView, dispatch } = model;
  const { focus, hidden, showsAll } = viewState;
  const action = (label: string, change: ViewAction) => ({ action: { label, onClick: () => dispatch(change) } });
  const omitted = omittedText(lines);
  return known([
    ...factsOfGraph(graph, content, timeZone),
    omitted !== undefined && { text: omitted, ...action(messages.showAll, { kind: 'showAll' }) },
    showsAll && action(messages.showLargestEdges, { kind: 'showHeaviest' }),
    focus !== undefined && {
      text: messages.onlyFocused(data.tree.nodes.get(focus)?.node.label ?? focus),
      ...action(messages.clearFocus, { kind: 'unfocus' }),
    },
    hidden.length > 0 && {
      text: messages.hiddenNodes(hidden.length),
      ...action(messages.showHidden, { kind: 'unhide' }),
    },
    zoomedView.level !== viewState.level && { text: messages.closedByZoom(levelLabels[viewState.level]) },
    content.isLoading && { text: messages.loading },
  ]);
}

/** The caption of an exported image, without the parts that only make sense as actions. */
export function exportedFacts({ graph, lines }: GraphModel, content: Content, timeZone: string): string[] {
  return [...known(factsOfGraph(graph, content, timeZone)).map(({ text }) => text), omittedText(lines)].filter(
    (text) => text !== undefined
  );
}

function factsOfGraph(graph: FlowGraph, content: Content, timeZone: string): Array<CaptionFact | false> {
  const skipped = content.kind === 'foreign' ? content.graph.skipped : 0;
  const { window, coveredShare: share, before } = content.kind === 'flows' ? content : NO_WINDOW;
  return [
    window !== undefined && { text: formatWindow(window, timeZone) },
    before !== undefined && { text: messages.comparedWith(formatWindow(before.window, timeZone)) },
    { text: messages.graphSize(graph.nodes.length, graph.edges.length) },
    share !== undefined && { text: messages.coveredShare(shareText(share)), title: messages.coveredShareHint },
    skipped > 0 && { text: messages.skippedRows(skipped) },
  ];
}

const NO_WINDOW: Partial<Pick<FlowsContent, 'window' | 'coveredShare' | 'before'>> = {};

function known(facts: ReadonlyArray<CaptionFact | false>): CaptionFact[] {
  return facts.filter((fact) => fact !== false);
}
