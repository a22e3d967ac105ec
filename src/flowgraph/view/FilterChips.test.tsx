import { fireEvent, render, screen } from '@testing-library/react';
import React, { useState } from 'react';
import { type FlowFilter } from '../../core/flow/filter';
import { type QuickFilter } from '../model/options';
import { FilterChips } from './FilterChips';
import * as messages from '../messages/overlays';

const acrossZones: FlowFilter = { side: 'either', field: 'category', operator: '=~', value: 'INTER_AZ' };
const ofShop: FlowFilter = { side: 'either', field: 'namespace', operator: '=', value: 'shop' };
const QUICK: QuickFilter[] = [
  { name: 'Across zones', filters: [acrossZones] },
  { name: 'Shop', filters: [ofShop] },
];

function Chips({ first = [] }: { first?: FlowFilter[] }) {
  const [filters, setFilters] = useState<readonly FlowFilter[]>(first);
  const [quickFilters, setQuickFilters] = useState(QUICK);
  return (
    <>
      <FilterChips
        filters={filters}
        quickFilters={quickFilters}
        onFilters={setFilters}
        onQuickFilters={setQuickFilters}
      />
      <output>{JSON.stringify(filters)}</output>
    </>
  );
}

const quick = (name: string) => screen.getByRole('button', { name, pressed: undefined });
const states = () => screen.getAllByRole('button', { pressed: true }).map(({ textContent }) => textContent);
const chosen = () => JSON.parse(screen.getByRole('status').textContent ?? '');

it('shows quick filters as toggles that are off initially', () => {
  render(<Chips />);
  expect(screen.queryAllByRole('button', { pressed: true })).toEqual([]);
  expect(screen.queryByRole('button', { name: /Remove|Delete/ })).toBeNull();
  fireEvent.click(quick('Across zones'));
  expect(states()).toEqual(['Across zones']);
  expect(chosen()).toEqual([acrossZones]);
  fireEvent.click(quick('Shop'));
  expect(states()).toEqual(['Shop']);
  fireEvent.click(quick('Shop'));
  expect(screen.queryAllByRole('button', { pressed: true })).toEqual([]);
  expect(chosen()).toEqual([]);
});

it('says what a quick filter would show, and shows it as a removable filter while it is on', () => {
  render(<Chips />);
  expect(quick('Shop')).toHaveAttribute('title', 'Show only flows with namespace = shop');
  fireEvent.click(quick('Shop'));
  fireEvent.click(screen.getByRole('button', { name: 'Remove filter Shop' }));
  expect(chosen()).toEqual([]);
  expect(screen.queryByRole('button', { name: /^Remove filter/ })).toBeNull();
});

it('shows each active filter with a button that removes only this filter', () => {
  render(<Chips first={[ofShop, acrossZones]} />);
  fireEvent.click(screen.getByRole('button', { name: 'Remove filter namespace = shop' }));
  expect(chosen()).toEqual([acrossZones]);
});

it('deletes the active quick filter only, and keeps its filter active', () => {
  render(<Chips first={[ofShop]} />);
  fireEvent.click(screen.getByRole('button', { name: messages.deleteQuickFilter('Shop') }));
  expect(screen.queryByRole('button', { name: 'Shop' })).toBeNull();
  expect(quick('Across zones')).toHaveAttribute('aria-pressed', 'false');
  expect(chosen()).toEqual([ofShop]);
});

it('saves the active filter as a quick filter', () => {
  const other: FlowFilter = { ...ofShop, value: 'data' };
  render(<Chips first={[other]} />);
  fireEvent.click(screen.getByRole('button', { name: messages.saveQuickFilter }));
  expect(states()).toHaveLength(1);
  fireEvent.click(screen.getByRole('button', { pressed: true }));
  expect(chosen()).toEqual([]);
});
