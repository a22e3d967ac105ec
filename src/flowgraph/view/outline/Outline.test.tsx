import React, { useLayoutEffect, useReducer, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { type Flow } from '../../../core/flow/flow';
import { reduceView, graphOfView, isOpenInView, initialView, type ViewAction } from '../../model/viewState';
import { treeOfFlows } from '../../../core/graph/tree';
import { aFlow, aPod } from '../../../testing/flows';
import { type GraphModel } from '../../model/graphModel';
import { Outline } from './Outline';

/** The scheduler that React's late renders wait for, which runs when the test says so. */
const scheduler: { unstable_flushAll(): void } = jest.requireMock('scheduler');
jest.mock('scheduler', () => jest.requireActual('scheduler/unstable_mock'));

const flow = (client: string, server: string, bytes: number) => aFlow(aPod(client), aPod(server), { bytes });
const FLOWS = [
  flow('shop/cart-0', 'shop/db-0', 3),
  flow('shop/web-0', 'shop/cart-0', 2),
  flow('shop/web-0', 'data/orders-0', 1),
];

/** What the test does to the picture from outside the list. */
let step: (step: ViewAction) => void;
let setFlows: (flows: readonly Flow[]) => void;
let root: Root;

/** The list beside a picture that opens, closes and gets other flows, as the panel has it. */
function ContentStatus() {
  const [at, dispatch] = useReducer(reduceView, initialView('namespace', 'workload'));
  const [flows, set] = useState<readonly Flow[]>(FLOWS);
  useLayoutEffect(() => {
    step = dispatch;
    setFlows = set;
  }, []);
  const tree = treeOfFlows(flows, 'namespace');
  const graph = graphOfView(tree, at, 100, ({ bytes }) => bytes);
  const toggle = (id: string) => {
    const node = tree.nodes.get(id);
    if (node) {
      dispatch({ kind: isOpenInView(node, at) ? 'close' : 'open', id });
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

/** What the page shows after the render at once; what follows late is still to come. */
const atOnce = (change: () => void) => flushSync(change);
const late = () => scheduler.unstable_flushAll();

/** React renders what an event changes in a microtask after it. */
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
  flushSync(() => root.render(<ContentStatus />));
  late();
});

afterEach(() => {
  flushSync(() => root.unmount());
  document.body.replaceChildren();
});

describe('the list in words, while the picture changes', () => {
  it('opens the line that has the focus, although the list of before is still there', async () => {
    atOnce(() => step({ kind: 'level', level: 'namespace' }));
    expect(lines()).toEqual(['data', 'orders', 'shop', 'cart', 'db', 'web']);
    await focus(row('shop'));
    await press('ArrowRight');
    late();
    expect(row('shop')?.getAttribute('aria-expanded')).toBe('true');
    expect(lines()).toEqual(['data', 'shop', 'cart', 'db', 'web']);
    expect(focused()).toBe(row('shop'));
  });

  it('takes each of several keys for what the key before it has brought about', async () => {
    atOnce(() => step({ kind: 'level', level: 'namespace' }));
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

  it('leaves the focus on its line when lines come and go above it', async () => {
    await focus(row('cart'));
    atOnce(() => step({ kind: 'close', id: 'namespace/data' }));
    late();
    expect([lines(), focused()]).toEqual([['data', 'shop', 'cart', 'db', 'web'], row('cart')]);
    atOnce(() => setFlows([...FLOWS, flow('audit/log-0', 'shop/db-0', 1)]));
    late();
    expect([lines()[0], focused()]).toEqual(['audit', row('cart')]);
    expect(row('cart')?.tabIndex).toBe(0);
    await press('ArrowDown');
    expect(focused()).toBe(row('db'));
  });

  it('moves the focus to the nearest line above when its own line goes', async () => {
    await focus(row('web'));
    atOnce(() => setFlows(FLOWS.slice(0, 1)));
    late();
    expect([lines(), focused()]).toEqual([['shop', 'cart', 'db'], row('db')]);
    atOnce(() => step({ kind: 'close', id: 'namespace/shop' }));
    late();
    expect([lines(), focused()]).toEqual([['shop'], row('shop')]);
  });

  it('leaves the focus on a connection that changes its place, and among connections when all are others', async () => {
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

  it('leaves the focus alone when it is elsewhere', async () => {
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
