import React, { useLayoutEffect, useReducer, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { type Flow } from '../../../core/flow/flow';
import { reduceView, graphOfView, isOpenInView, initialView, type ViewAction } from '../../model/viewState';
import { treeOfFlows } from '../../../core/graph/tree';
import { aFlow, aPod } from '../../../testing/flows';
import { type GraphModel } from '../../model/graphModel';
import { Outline } from './Outline';

/** The scheduler of React's deferred renders, which the test runs explicitly. */
const scheduler: { unstable_flushAll(): void } = jest.requireMock('scheduler');
jest.mock('scheduler', () => jest.requireActual('scheduler/unstable_mock'));

const flow = (client: string, server: string, bytes: number) => aFlow(aPod(client), aPod(server), { bytes });
const FLOWS = [
  flow('shop/cart-0', 'shop/db-0', 3),
  flow('shop/web-0', 'shop/cart-0', 2),
  flow('shop/web-0', 'data/orders-0', 1),
];

/** Changes the graph from outside of the list. */
let dispatch: (action: ViewAction) => void;
let setFlows: (flows: readonly Flow[]) => void;
let root: Root;

/** The list of a graph that expands, collapses and receives other flows, as in the panel. */
function ListWithGraph() {
  const [viewState, dispatchAction] = useReducer(reduceView, initialView('namespace', 'workload'));
  const [flows, set] = useState<readonly Flow[]>(FLOWS);
  useLayoutEffect(() => {
    dispatch = dispatchAction;
    setFlows = set;
  }, []);
  const tree = treeOfFlows(flows, 'namespace');
  const graph = graphOfView(tree, viewState, 100, ({ bytes }) => bytes);
  const toggle = (id: string) => {
    const node = tree.nodes.get(id);
    if (node) {
      dispatchAction({ kind: isOpenInView(node, viewState) ? 'close' : 'open', id });
    }
  };
  return (
    <Outline
      model={{ graph, data: { tree, measures: [] } } as unknown as GraphModel}
      selected={undefined}
      isPinned
      onFocus={() => undefined}
      onToggle={toggle}
      onSelect={() => undefined}
    />
  );
}

const rows = (role: string) => [...document.querySelectorAll<HTMLElement>(`[role="${role}"][data-index]`)];
const row = (label: string) => rows('treeitem').find(({ textContent }) => textContent?.includes(label));
const edge = (ends: string) => rows('row').find(({ textContent }) => textContent?.startsWith(ends));
const focused = () => document.activeElement;
const lines = () => rows('treeitem').map(({ textContent }) => /[a-z]+/.exec(textContent ?? '')?.[0]);

/** Renders a change immediately, without the deferred renders that follow it. */
const atOnce = (change: () => void) => flushSync(change);
const late = () => scheduler.unstable_flushAll();

/** React renders the changes of an event in a microtask after it. */
async function press(key: string): Promise<void> {
  focused()?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  await Promise.resolve();
}

async function focus(element: HTMLElement | undefined): Promise<void> {
  element?.focus();
  await Promise.resolve();
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false });
  const container = document.body.appendChild(document.createElement('div'));
  root = createRoot(container);
  flushSync(() => root.render(<ListWithGraph />));
  late();
});

afterEach(() => {
  flushSync(() => root.unmount());
  document.body.replaceChildren();
});

describe('the accessible list while the graph changes', () => {
  it('expands the focused row even though the list is not up to date yet', async () => {
    atOnce(() => dispatch({ kind: 'level', level: 'namespace' }));
    expect(lines()).toEqual(['data', 'orders', 'shop', 'cart', 'db', 'web']);
    await focus(row('shop'));
    await press('ArrowRight');
    late();
    expect(row('shop')?.getAttribute('aria-expanded')).toBe('true');
    expect(lines()).toEqual(['data', 'shop', 'cart', 'db', 'web']);
    expect(focused()).toBe(row('shop'));
  });

  it('applies each key to the result of the previous one', async () => {
    atOnce(() => dispatch({ kind: 'level', level: 'namespace' }));
    late();
    await focus(row('shop'));
    await press('ArrowRight');
    await press('ArrowRight');
    await press('ArrowDown');
    expect(focused()).toBe(row('db'));
    await press('ArrowLeft');
    await press('ArrowLeft');
    late();
    expect(lines()).toEqual(['data', 'shop']);
    expect(focused()).toBe(row('shop'));
  });

  it('keeps the focus on its row when rows above it are added and removed', async () => {
    await focus(row('cart'));
    atOnce(() => dispatch({ kind: 'close', id: 'namespace/data' }));
    late();
    expect([lines(), focused()]).toEqual([['data', 'shop', 'cart', 'db', 'web'], row('cart')]);
    atOnce(() => setFlows([...FLOWS, flow('audit/log-0', 'shop/db-0', 1)]));
    late();
    expect([lines()[0], focused()]).toEqual(['audit', row('cart')]);
    expect(row('cart')?.tabIndex).toBe(0);
    await press('ArrowDown');
    expect(focused()).toBe(row('db'));
  });

  it('moves the focus to the nearest row above when its own row is removed', async () => {
    await focus(row('web'));
    atOnce(() => setFlows(FLOWS.slice(0, 1)));
    late();
    expect([lines(), focused()]).toEqual([['shop', 'cart', 'db'], row('db')]);
    atOnce(() => dispatch({ kind: 'close', id: 'namespace/shop' }));
    late();
    expect([lines(), focused()]).toEqual([['shop'], row('shop')]);
  });

  it('keeps the focus on a connection that moves, and on the connections when all of them change', async () => {
    await focus(row('shop'));
    await press('e');
    expect(focused()).toBe(edge('cartdb'));
    atOnce(() => setFlows([...FLOWS.slice(1), flow('shop/cart-0', 'shop/db-0', 0.5)]));
    late();
    expect([rows('row').indexOf(edge('cartdb') ?? document.body), focused()]).toEqual([2, edge('cartdb')]);
    atOnce(() => setFlows([flow('audit/log-0', 'audit/db-0', 1)]));
    late();
    expect(focused()).toBe(edge('logdb'));
    await press('Escape');
    expect(focused()).toBe(row('audit'));
  });

  it('does not take the focus from other elements', async () => {
    await focus(row('web'));
    const elsewhere = document.body.appendChild(document.createElement('button'));
    await focus(elsewhere);
    atOnce(() => setFlows(FLOWS.slice(0, 1)));
    late();
    expect(focused()).toBe(elsewhere);
    elsewhere.remove();
    atOnce(() => setFlows(FLOWS));
    late();
    expect(focused()).toBe(document.body);
  });
});
