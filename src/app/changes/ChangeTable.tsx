import { type CellProps, type Column, InteractiveTable } from '@grafana/ui';
import React, { useMemo } from 'react';
import { changeText } from '../../core/diagnosis/changeText';
import { placeKey } from '../../core/diagnosis/place';
import { placeText } from '../../core/diagnosis/plainText';
import { type PairChange } from '../../core/diagnosis/trafficChanges';
import { lossPerGb } from '../../core/graph/loss';
import { investigateUrl } from '../investigate/investigateState';
import { AppLink } from '../shared/AppLink';
import { numberColumn } from '../shared/numberColumn';
import { type Scope } from '../shared/scope';
import { WideTable } from '../shared/WideTable';
import * as messages from './messages';

const ROWS_PER_PAGE = 8;

interface ChangeRow {
  id: string;
  pair: string;
  href: string;
  change: string;
  now?: number;
  then?: number;
  lossesNow?: number;
  lossesThen?: number;
}

/** Changed connections as links to "Investigate", which keep the scope. */
export function ChangeTable({ changes, scope }: { changes: readonly PairChange[]; scope: Scope }) {
  const rows = useMemo(() => changes.map((change) => rowOf(change, scope)), [changes, scope]);
  return (
    <WideTable label={messages.TITLE} minWidthPx={900}>
      <InteractiveTable columns={COLUMNS} data={rows} getRowId={({ id }) => id} pageSize={ROWS_PER_PAGE} />
    </WideTable>
  );
}

const COLUMNS: Array<Column<ChangeRow>> = [
  {
    id: 'pair',
    header: messages.COLUMNS.pair,
    sortType: 'string',
    cell: ({ row: { original } }: CellProps<ChangeRow>) => <AppLink href={original.href}>{original.pair}</AppLink>,
  },
  { id: 'change', header: messages.COLUMNS.change, sortType: 'string' },
  numberColumn('now', messages.COLUMNS.now, 'decbytes'),
  numberColumn('then', messages.COLUMNS.then, 'decbytes'),
  numberColumn('lossesNow', messages.COLUMNS.lossesNow, 'short'),
  numberColumn('lossesThen', messages.COLUMNS.lossesThen, 'short'),
];

function rowOf(change: PairChange, scope: Scope): ChangeRow {
  const { place, now, then } = change;
  return {
    id: placeKey(place),
    pair: messages.pair(placeText(place.client), placeText(place.server)),
    href: investigateUrl({ ...scope, place }),
    change: changeText(change),
    now: now.bytes,
    then: then.bytes,
    lossesNow: lossPerGb(now),
    lossesThen: lossPerGb(then),
  };
}
