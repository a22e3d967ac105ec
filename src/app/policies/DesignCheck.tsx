import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import {
  Alert,
  Badge,
  type BadgeColor,
  type CellProps,
  type Column,
  InteractiveTable,
  TextArea,
  useStyles2,
} from '@grafana/ui';
import React, { useMemo } from 'react';
import { compareWithDesign, type DesignFinding } from '../../core/policy/design/compareWithDesign';
import { readDesign } from '../../core/policy/design/readDesign';
import { bytesText } from '../../core/policy/files/messages';
import { groupJudged } from '../../core/policy/review/groupJudged';
import { type JudgedFlow } from '../../core/policy/review/judge';
import { type Proposal } from '../../core/policy/review/proposal';
import * as messages from './messages';
import { Section } from '../shared/Section';
import { WideTable } from '../shared/WideTable';

interface DesignCheckProps {
  cluster: Pick<Proposal, 'inventory' | 'index'>;
  judged: readonly JudgedFlow[];
  text: string;
  onText: (text: string) => void;
}

const ROWS_PER_PAGE = 10;

/** Compares who may communicate with whom by design with the flows and their verdicts. */
export function DesignCheck({ cluster, judged, text, onText }: DesignCheckProps) {
  const styles = useStyles2(getStyles);
  const { lines, problems } = useMemo(() => readDesign(text), [text]);
  const comparison = useMemo(
    () => (lines.length === 0 ? undefined : compareWithDesign(lines, groupJudged(cluster, judged))),
    [cluster, judged, lines]
  );
  return (
    <Section title={messages.DESIGN_TITLE}>
      <p className={styles.purpose}>{messages.DESIGN_PURPOSE}</p>
      <TextArea
        aria-label={messages.DESIGN_TITLE}
        className={styles.text}
        placeholder={messages.DESIGN_PLACEHOLDER}
        rows={5}
        spellCheck={false}
        value={text}
        onChange={({ currentTarget }) => onText(currentTarget.value)}
      />
      {problems.length > 0 && (
        <Alert severity="error" title={messages.DESIGN_PROBLEMS}>
          {problems.map((problem) => (
            <div key={problem}>{problem}</div>
          ))}
        </Alert>
      )}
      {comparison && (
        <>
          <p role="status">{messages.designCounts(comparison.asDesigned, comparison.findings.length)}</p>
          {comparison.findings.length > 0 && <Findings findings={comparison.findings} />}
        </>
      )}
    </Section>
  );
}

interface FindingRow {
  id: string;
  kind: DesignFinding['kind'];
  client: string;
  server: string;
  ports: string;
  data: string;
}

function Findings({ findings }: { findings: readonly DesignFinding[] }) {
  const rows = useMemo(() => findings.map(rowOf), [findings]);
  return (
    <WideTable label={messages.DESIGN_RESULTS} minWidthPx={720}>
      <InteractiveTable columns={COLUMNS} data={rows} getRowId={({ id }) => id} pageSize={ROWS_PER_PAGE} />
    </WideTable>
  );
}

function rowOf(finding: DesignFinding, index: number): FindingRow {
  const { kind } = finding;
  const id = String(index);
  if (finding.kind === 'not-observed') {
    const { client, server, ports } = finding.line;
    return { id, kind, client, server, ports: ports.join(', '), data: '' };
  }
  const { client, server, port, bytes } = finding.group;
  return { id, kind, client, server, ports: String(port), data: bytesText(bytes) };
}

type FindingCell = CellProps<FindingRow>;

const COLORS: Record<DesignFinding['kind'], BadgeColor> = {
  'not-designed': 'red',
  'not-allowed': 'orange',
  'not-observed': 'blue',
};

const COLUMNS: Array<Column<FindingRow>> = [
  {
    id: 'kind',
    header: messages.DESIGN_COLUMNS.kind,
    cell: ({ row: { original } }: FindingCell) => (
      <Badge color={COLORS[original.kind]} text={messages.DESIGN_LABELS[original.kind]} />
    ),
  },
  { id: 'client', header: messages.DESIGN_COLUMNS.client },
  { id: 'server', header: messages.DESIGN_COLUMNS.server },
  { id: 'ports', header: messages.DESIGN_COLUMNS.ports },
  { id: 'data', header: messages.DESIGN_COLUMNS.data },
];

const getStyles = (theme: GrafanaTheme2) => ({
  purpose: css({ maxWidth: 800, color: theme.colors.text.secondary }),
  text: css({ fontFamily: theme.typography.fontFamilyMonospace, fontSize: theme.typography.bodySmall.fontSize }),
});
