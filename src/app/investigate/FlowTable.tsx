import { type Column, InteractiveTable } from '@grafana/ui';
import React, { useMemo } from 'react';
import { addDefined } from '../../core/addDefined';
import { compareText } from '../../core/compareText';
import { bytesOf, type Endpoint, type Flow, retransmissionsOf, timeoutsOf } from '../../core/flow/flow';
import { numberColumn } from '../shared/numberColumn';
import { WideTable } from '../shared/WideTable';
import * as messages from './messages';

const ROWS_PER_PAGE = 10;

interface FlowRow {
  id: string;
  client: string;
  server: string;
  port?: number;
  bytes?: number;
  losses?: number;
}

/** Flows, those with the most losses first. */
export function FlowTable({ flows }: { flows: readonly Flow[] }) {
  const rows = useMemo(() => rowsOf(flows), [flows]);
  return rows.length === 0 ? (
    <p>{messages.NO_FLOWS}</p>
  ) : (
    <WideTable label={messages.FLOWS_TITLE} minWidthPx={720}>
      <InteractiveTable columns={COLUMNS} data={rows} getRowId={({ id }) => id} pageSize={ROWS_PER_PAGE} />
    </WideTable>
  );
}

const COLUMNS: Array<Column<FlowRow>> = [
  { id: 'client', header: messages.FLOW_COLUMNS.client, sortType: 'string' },
  { id: 'server', header: messages.FLOW_COLUMNS.server, sortType: 'string' },
  { id: 'port', header: messages.FLOW_COLUMNS.port, sortType: 'number' },
  numberColumn('losses', messages.FLOW_COLUMNS.losses, 'short'),
  numberColumn('bytes', messages.FLOW_COLUMNS.bytes, 'decbytes'),
];

function rowsOf(flows: readonly Flow[]): FlowRow[] {
  return flows
    .map((flow, index): FlowRow => ({
      id: String(index),
      client: endText(flow.client),
      server: endText(flow.server),
      port: flow.port,
      bytes: bytesOf(flow),
      losses: addDefined(retransmissionsOf(flow), timeoutsOf(flow)),
    }))
    .sort((a, b) => (b.losses ?? 0) - (a.losses ?? 0) || (b.bytes ?? 0) - (a.bytes ?? 0) || compareText(a.id, b.id));
}

function endText({ namespace = '', pod, external, node, ip = '' }: Endpoint): string {
  return pod === undefined ? (external?.name ?? node ?? ip) : `${namespace}/${pod}`;
}
