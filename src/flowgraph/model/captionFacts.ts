import { shareText } from '../../core/flow/coverage';
import { type FlowsContent, type ForeignContent } from './flowsContent';
import { formatCountOf, formatWindow } from './format';
import { omittedText } from './summary';
import { type GraphModel } from './graphModel';

type Content = FlowsContent | ForeignContent;

/** A part of the caption. */
export interface CaptionFact {
  text: string;
  /** Absent if there is nothing to click. */
  onClick?: () => void;
  title?: string;
}

/** What the picture shows and what it does not, each with what a click on it does. */
export function captionFacts(model: GraphModel, content: Content, timeZone: string): Array<CaptionFact | undefined> {
  const { viewState, dispatch } = model;
  return [
    ...factsOfGraph(model, content, timeZone),
    fact(viewState.showsAll && 'all shown: only the heaviest', () => dispatch({ kind: 'showHeaviest' })),
    fact(viewState.focus !== undefined && 'narrowed: show all', () => dispatch({ kind: 'unfocus' })),
    fact(viewState.hidden.length > 0 && `${viewState.hidden.length} hidden: show`, () => dispatch({ kind: 'unhide' })),
    fact(content.isLoading && 'loading…'),
  ];
}

/** The same for a file, in which nothing can be clicked. */
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
    fact(before && `compared with ${formatWindow(before.window, timeZone)}`),
    fact(`${formatCountOf(graph.nodes.length, 'endpoint')}, ${formatCountOf(graph.edges.length, 'edge')}`),
    fact(
      share !== undefined && `${shareText(share)} of all bytes`,
      undefined,
      'The flow API answers with the largest flows only. This is their share of the monitor’s bytes, as CloudWatch counts them.'
    ),
    fact(omittedText(graph), () => dispatch({ kind: 'showAll' }), 'Show all, however light'),
    fact(skipped > 0 && `${formatCountOf(skipped, 'row')} without source or target`),
  ];
}

function fact(text: string | undefined | false, onClick?: () => void, title?: string): CaptionFact | undefined {
  return text ? { text, ...(onClick && { onClick }), ...(title !== undefined && { title }) } : undefined;
}
