import { Badge, type BadgeColor, type CellProps, type Column, InteractiveTable } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type Found } from '../../core/policy/lint/finding';
import { placeText } from '../../core/policy/review/mistakes';
import * as messages from './messages';
import { WideTable } from '../shared/WideTable';

interface MistakeRow {
  id: string;
  severity: Found['severity'];
  place: string;
  text: string;
}

const ROWS_PER_PAGE = 10;

const COLORS: Record<Found['severity'], BadgeColor> = { error: 'red', warning: 'orange', note: 'blue' };

/** What is wrong, or worth knowing, about policies: errors first. */
export function Mistakes({ label, findings }: { label: string; findings: readonly Found[] }) {
  const rows = useMemo(() => messages.SEVERITIES.flatMap((severity) => rowsOf(severity, findings)), [findings]);
  return (
    <WideTable label={label} minWidthPx={800}>
      <InteractiveTable columns={COLUMNS} data={rows} getRowId={({ id }) => id} pageSize={ROWS_PER_PAGE} />
    </WideTable>
  );
}

function rowsOf(severity: Found['severity'], findings: readonly Found[]): MistakeRow[] {
  return findings
    .filter((finding) => finding.severity === severity)
    .map((finding, index) => ({
      id: `${severity} ${index}`,
      severity,
      place: placeText(finding),
      text: `${finding.problem} ${finding.remedy}`,
    }));
}

type MistakeCell = CellProps<MistakeRow>;

const COLUMNS: Array<Column<MistakeRow>> = [
  {
    id: 'severity',
    header: messages.MISTAKE_COLUMNS.severity,
    cell: ({ row: { original } }: MistakeCell) => (
      <Badge color={COLORS[original.severity]} text={messages.SEVERITY_LABELS[original.severity]} />
    ),
  },
  { id: 'place', header: messages.MISTAKE_COLUMNS.place },
  { id: 'text', header: messages.MISTAKE_COLUMNS.text },
];
