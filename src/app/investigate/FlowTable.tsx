import { type CellProps, type Column, InteractiveTable } from '@grafana/ui';
import React, { useMemo } from 'react';
import { addDefined } from '../../core/addDefined';
import { compareText } from '../../core/compareText';
import { bytesOf, type Endpoint, type Flow, retransmissionsOf, timeoutsOf } from '../../core/flow/flow';
import { AppLink } from '../shared/AppLink';
import { numberColumn } from '../shared/numberColumn';
import { WideTable } from '../shared/WideTable';
import * as messages from './messages';
import { type PodUrlOf } from './podUrlOf';

const ROWS_PER_PAGE = 10;

interface FlowRow {
  id: string;
  client: string;
  server: string;
  clientUrl?: string | undefined;
  serverUrl?: string | undefined;
  port?: number;
  bytes?: number;
  losses?: number;
}

/** Flows, those with the most losses first, with links to their pods. */
export function FlowTable({ flows, podUrlOf }: { flows: readonly Flow[]; podUrlOf: PodUrlOf }) {
  const rows = useMemo(() => rowsOf(flows, podUrlOf), [flows, podUrlOf]);
  return rows.length === 0 ? (
    <p>{messages.NO_FLOWS}</p>
  ) : (
    <WideTable label={messages.FLOWS_TITLE} minWidthPx={720}>
      <InteractiveTable columns={COLUMNS} data={rows} getRowId={({ id }) => id} pageSize={ROWS_PER_PAGE} />
    </WideTable>
  );
}

const COLUMNS: Array<Column<FlowRow>> = [
  endColumn('client', 'clientUrl'),
  endColumn('server', 'serverUrl'),
  { id: 'port', header: messages.FLOW_COLUMNS.port, sortType: 'number' },
  numberColumn('losses', messages.FLOW_COLUMNS.losses, 'short'),
  numberColumn('bytes', messages.FLOW_COLUMNS.bytes, 'decbytes'),
];

function endColumn(id: 'client' | 'server', url: 'clientUrl' | 'serverUrl'): Column<FlowRow> {
  return {
    id,
    header: messages.FLOW_COLUMNS[id],
    sortType: 'string',
    cell: ({ row: { original } }: CellProps<FlowRow>) => {
      const href = original[url];
      return href === undefined ? (
        original[id]
      ) : (
        <AppLink href={href} isExternal>
          {original[id]}
        </AppLink>
      );
    },
  };
}

function rowsOf(flows: readonly Flow[], podUrlOf: PodUrlOf): FlowRow[] {
  return flows
    .map((flow, index): FlowRow => ({
      id: String(index),
      client: endText(flow.client),
      server: endText(flow.server),
      clientUrl: endUrl(flow.client, podUrlOf),
      serverUrl: endUrl(flow.server, podUrlOf),
      port: flow.port,
      bytes: bytesOf(flow),
      losses: addDefined(retransmissionsOf(flow), timeoutsOf(flow)),
    }))
    .sort((a, b) => (b.losses ?? 0) - (a.losses ?? 0) || (b.bytes ?? 0) - (a.bytes ?? 0) || compareText(a.id, b.id));
}

function endText({ namespace = '', pod, external, node, ip = '' }: Endpoint): string {
  return pod === undefined ? (external?.name ?? node ?? ip) : `${namespace}/${pod}`;
}

function endUrl({ namespace, pod }: Endpoint, podUrlOf: PodUrlOf): string | undefined {
  return namespace === undefined || pod === undefined ? undefined : podUrlOf({ namespace, pod });
}
