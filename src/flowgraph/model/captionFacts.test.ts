import { type FlowTable, tableOfFlows } from '../../core/flow/flowTable';
import { treeOfFlows } from '../../core/graph/tree';
import { aFlow, aPod } from '../../testing/flows';
import { captionFacts, exportedFacts } from './captionFacts';
import { type FlowsContent } from './flowsContent';
import { type GraphModel } from './graphModel';
import { graphOfView, initialView, type ViewAction, type ViewState } from './viewState';

const FLOWS = [70, 20, 10].map((bytes, index) => aFlow(aPod('shop/web-0'), aPod(`shop/db${index}-0`), { bytes }));
const flows: FlowTable = tableOfFlows(FLOWS);
const CONTENT: FlowsContent = { kind: 'flows', flows, window: undefined, prices: {} as never, isLoading: false };

function modelOf(over: Partial<ViewState>) {
  const viewState = { ...initialView('namespace', 'pod'), ...over };
  const tree = treeOfFlows(FLOWS, 'namespace');
  const dispatched: ViewAction[] = [];
  const graph = graphOfView(tree, viewState, 1, ({ bytes }) => bytes);
  const dispatch = (action: ViewAction) => dispatched.push(action);
  const model = { data: { tree }, graph, lines: graph, viewState, zoomedView: viewState, dispatch };
  return { model: model as unknown as GraphModel, dispatched };
}

it('says which level is not shown because there is no room', () => {
  const { model } = modelOf({});
  const closed: GraphModel = { ...model, zoomedView: { ...model.viewState, level: 'namespace' } };
  const textsOf = (one: GraphModel) => captionFacts(one, CONTENT, 'utc').map(({ text }) => text);
  expect(textsOf(closed).filter((text) => !textsOf(model).includes(text))).toEqual(['Zoom in to see pods']);
});

/** The text and the action of each part that has an action, with what the action does. */
function actionsOf(over: Partial<ViewState>) {
  const { model, dispatched } = modelOf(over);
  return captionFacts(model, CONTENT, 'utc').flatMap(({ text, action }) => {
    action?.onClick();
    return action ? [[text, action.label, dispatched.at(-1)]] : [];
  });
}

it('counts omitted edges, and shows all of them on request', () => {
  expect(actionsOf({})).toEqual([
    ['2 smaller edges not shown (2 flows, 30% of bytes)', 'Show all', { kind: 'showAll' }],
  ]);
  expect(actionsOf({ showsAll: true })).toEqual([[undefined, 'Show largest edges only', { kind: 'showHeaviest' }]]);
});

it('says what is focused and hidden, and how to undo it', () => {
  expect(actionsOf({ showsAll: false, focus: 'namespace/shop', hidden: ['a', 'b'] })).toEqual([
    expect.arrayContaining(['Show all']),
    [expect.stringMatching(/^Only .*shop and its peers$/), 'Clear focus', { kind: 'unfocus' }],
    ['2 nodes hidden', 'Show again', { kind: 'unhide' }],
  ]);
});

it('exports what is omitted, without actions', () => {
  expect(exportedFacts(modelOf({ focus: 'namespace/shop' }).model, CONTENT, 'utc')).toEqual([
    '2 endpoints, 1 edge',
    '2 smaller edges not shown (2 flows, 30% of bytes)',
  ]);
});
