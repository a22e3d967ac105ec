import { shareText } from '../../core/flow/coverage';
import { type CaptionFact } from './Caption';
import { type FlowGraphViewProps } from './FlowGraphView';
import { formatCountOf, formatWindow } from './format';
import { leftOutOf } from './summary';
import { type GraphModel } from './useGraph';

type Content = FlowGraphViewProps['content'];

/** What the picture shows and what it does not, each with what a click on it does. */
export function captionFacts(model: GraphModel, content: Content, timeZone: string): Array<CaptionFact | undefined> {
  const { at, step } = model;
  return [
    ...factsOfPicture(model, content, timeZone),
    fact(at.showsAll && 'all shown: only the heaviest', () => step({ kind: 'showHeaviest' })),
    fact(at.focus !== undefined && 'narrowed: show all', () => step({ kind: 'unfocus' })),
    fact(at.hidden.length > 0 && `${at.hidden.length} hidden: show`, () => step({ kind: 'unhide' })),
    fact(content.isLoading && 'loading…'),
  ];
}

/** The same for a file, in which nothing can be clicked. */
export function exportedFacts(model: GraphModel, content: Content, timeZone: string): string[] {
  return factsOfPicture(model, content, timeZone).flatMap((one) => one?.text ?? []);
}

function factsOfPicture(
  { graph, step }: GraphModel,
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
    fact(leftOutOf(graph), () => step({ kind: 'showAll' }), 'Show all, however light'),
    fact(skipped > 0 && `${formatCountOf(skipped, 'row')} without source or target`),
  ];
}

function fact(text: string | undefined | false, onClick?: () => void, title?: string): CaptionFact | undefined {
  return text ? { text, ...(onClick && { onClick }), ...(title !== undefined && { title }) } : undefined;
}
