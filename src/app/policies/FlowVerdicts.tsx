import { Badge, type BadgeColor, type CellProps, type Column, InteractiveTable } from '@grafana/ui';
import React, { useMemo } from 'react';
import { bytesText } from '../../core/policy/files/messages';
import { groupJudged, type JudgedGroup } from '../../core/policy/review/groupJudged';
import { type JudgedFlow } from '../../core/policy/review/judge';
import { type Proposal } from '../../core/policy/review/proposal';
import { type Verdict } from '../../core/policy/verdict';
import * as messages from './messages';
import { WideTable } from '../shared/WideTable';

interface FlowRow extends JudgedGroup {
  id: string;
}

const ROWS_PER_PAGE = 20;

const COLORS: Record<Verdict['outcome'], BadgeColor> = { allowed: 'green', denied: 'red', unknown: 'orange' };

/** Flows between workloads with their verdicts, and why, the largest first. */
export function FlowVerdicts({
  cluster,
  judged,
}: {
  cluster: Pick<Proposal, 'inventory' | 'index'>;
  judged: readonly JudgedFlow[];
}) {
  const rows = useMemo(
    () => groupJudged(cluster, judged).map((group, index): FlowRow => ({ ...group, id: String(index) })),
    [cluster, judged]
  );
  return (
    <WideTable label={messages.FLOWS_TITLE} minWidthPx={1_000}>
      <InteractiveTable columns={COLUMNS} data={rows} getRowId={({ id }) => id} pageSize={ROWS_PER_PAGE} />
    </WideTable>
  );
}

type FlowCell = CellProps<FlowRow>;

const COLUMNS: Array<Column<FlowRow>> = [
  {
    id: 'outcome',
    header: messages.FLOW_COLUMNS.outcome,
    sortType: 'string',
    cell: ({ row: { original } }: FlowCell) => (
      <Badge color={COLORS[original.outcome]} text={messages.OUTCOMES[original.outcome]} />
    ),
  },
  { id: 'client', header: messages.FLOW_COLUMNS.client, sortType: 'string' },
  {
    id: 'server',
    header: messages.FLOW_COLUMNS.server,
    sortType: 'string',
    cell: ({ row: { original } }: FlowCell) =>
      original.service === undefined ? original.server : messages.byService(original.server, original.service),
  },
  { id: 'port', header: messages.FLOW_COLUMNS.port, sortType: 'number' },
  { id: 'flows', header: messages.FLOW_COLUMNS.flows, sortType: 'number' },
  {
    id: 'bytes',
    header: messages.FLOW_COLUMNS.bytes,
    sortType: 'number',
    cell: ({ row: { original } }: FlowCell) => bytesText(original.bytes),
  },
  { id: 'reason', header: messages.FLOW_COLUMNS.reason },
];
