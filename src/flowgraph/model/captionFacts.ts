import { shareText } from '../../core/flow/coverage';
import { type FlowsContent, type ForeignContent } from './flowsContent';
import { formatWindow } from './format';
import { omittedText } from './summary';
import { type GraphModel } from './graphModel';
import * as messages from '../messages/panel';

type Content = FlowsContent | ForeignContent;

/** A part of the caption. */
export interface CaptionFact {
  text: string;
  /** Absent if there is nothing to click. */
  onClick?: () => void;
  title?: string;
}

/** What the graph shows and what it omits, each part with its action on click. Undefined parts are left out. */
export function captionFacts(model: GraphModel, content: Content, timeZone: string): Array<CaptionFact | undefined> {
  const { viewState, dispatch } = model;
  return [
    ...factsOfGraph(model, content, timeZone),
    fact(viewState.showsAll && messages.showLargestEdges, () => dispatch({ kind: 'showHeaviest' })),
    fact(viewState.focus !== undefined && messages.clearFocus, () => dispatch({ kind: 'unfocus' })),
    fact(viewState.hidden.length > 0 && messages.showHidden(viewState.hidden.length), () =>
      dispatch({ kind: 'unhide' })
    ),
    fact(content.isLoading && messages.loading),
  ];
}

/** The caption of an exported image, without the parts that only make sense as actions. */
export function exportedFacts(model: GraphModel, content: Content, timeZone: string): string[] {
  return factsOfGraph(model, content, timeZone).flatMap((one) => one?.text ?? []);
}

function factsOfGraph(
  { graph, dispatch }: GraphModel,
  content: Content,
  timeZone: string
): Array<CaptionFact | undefined> {
  const skipped = content.kind === 'foreign' ? content.graph.skipped : 0;
  const window = content.kind === 'flows' ? content.window : undefined;
  const share = content.kind === 'flows' ? content.coveredShare : undefined;
  const before = content.kind === 'flows' ? content.before : undefined;
  return [
    fact(window && formatWindow(window, timeZone)),
    fact(before && messages.comparedWith(formatWindow(before.window, timeZone))),
    fact(messages.graphSize(graph.nodes.length, graph.edges.length)),
    fact(share !== undefined && messages.coveredShare(shareText(share)), undefined, messages.coveredShareHint),
    fact(omittedText(graph), () => dispatch({ kind: 'showAll' }), messages.showAllEdges),
    fact(skipped > 0 && messages.skippedRows(skipped)),
  ];
}

function fact(text: string | undefined | false, onClick?: () => void, title?: string): CaptionFact | undefined {
  return text ? { text, ...(onClick && { onClick }), ...(title !== undefined && { title }) } : undefined;
}
