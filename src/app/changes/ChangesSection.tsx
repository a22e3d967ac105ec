import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { Alert, LoadingPlaceholder, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type Comparison, COMPARISONS } from '../../core/diagnosis/comparison';
import { plainText } from '../../core/diagnosis/plainText';
import { MIN_SHARE, trafficChanges } from '../../core/diagnosis/trafficChanges';
import { type Flow } from '../../core/flow/flow';
import { type TimeWindow } from '../../core/time';
import { type Scope } from '../shared/scope';
import { Section } from '../shared/Section';
import { type FlowSnapshotState } from '../shared/useFlowSnapshot';
import { ChangeTable } from './ChangeTable';
import * as messages from './messages';

interface ChangesSectionProps {
  /** Undefined: not compared. */
  comparison: Comparison | undefined;
  /** Whether the user can choose not to compare. */
  isOptional?: boolean;
  onComparison: (comparison: Comparison | undefined) => void;
  /** The flows now; undefined while they are not known. */
  flows: readonly Flow[] | undefined;
  earlier: EarlierFlows;
  /** The scope that links keep. */
  scope: Scope;
}

/** The flows of an earlier window; its window is absent if nothing is compared. */
export interface EarlierFlows extends FlowSnapshotState {
  window?: TimeWindow;
}

const OFF = 'off';

/** What changed in the traffic since an earlier time. */
export function ChangesSection({
  comparison,
  isOptional = false,
  onComparison,
  flows,
  earlier,
  scope,
}: ChangesSectionProps) {
  const options = [
    ...(isOptional ? [{ value: OFF, label: messages.OFF } as const] : []),
    ...COMPARISONS.map((value) => ({ value, label: messages.COMPARISON[value] })),
  ];
  return (
    <Section
      title={messages.TITLE}
      controls={
        <RadioButtonGroup<Comparison | typeof OFF>
          size="sm"
          aria-label={messages.COMPARE_WITH}
          options={options}
          value={comparison ?? OFF}
          onChange={(value) => onComparison(value === OFF ? undefined : value)}
        />
      }
    >
      {comparison && <Changes flows={flows} earlier={earlier} scope={scope} />}
    </Section>
  );
}

function Changes({ flows, earlier, scope }: Pick<ChangesSectionProps, 'flows' | 'earlier' | 'scope'>) {
  const styles = useStyles2(getStyles);
  const { window, snapshot, error } = earlier;
  const then = snapshot?.isWhole ? snapshot.flows : undefined;
  const changes = useMemo(() => flows && then && trafficChanges(flows, then), [flows, then]);
  if (!window || (!changes && error === undefined)) {
    return <LoadingPlaceholder text={messages.LOADING} />;
  }
  const [from = '', to = ''] = [window.startMs, window.endMs].map((timeMs) =>
    dateTimeFormat(timeMs, { format: TIME_FORMAT })
  );
  if (!changes || then?.length === 0) {
    return (
      <Alert severity="info" title={messages.nothingKnown(from, to)}>
        {error ?? messages.NOTHING_KNOWN_HINT}
      </Alert>
    );
  }
  if (flows?.length === 0) {
    return <Alert severity="info" title={messages.NO_FLOWS_NOW} />;
  }
  return (
    <>
      <p className={styles.note}>{messages.window(from, to)}</p>
      <ul className={styles.list}>
        {changes.summary.map((sentence) => (
          <li key={sentence.id}>{plainText(sentence, String)}</li>
        ))}
      </ul>
      {changes.pairs.length === 0 ? (
        <p>{messages.NO_CHANGE}</p>
      ) : (
        <>
          <ChangeTable changes={changes.pairs} scope={scope} />
          <p className={styles.note}>{messages.LARGEST_ONLY}</p>
        </>
      )}
      {changes.smaller > 0 && <p className={styles.note}>{messages.smaller(changes.smaller, MIN_SHARE)}</p>}
    </>
  );
}

/** With the date, because the compared time is on another day. */
const TIME_FORMAT = 'YYYY-MM-DD HH:mm';

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({ color: theme.colors.text.secondary }),
  list: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 3),
    listStyle: 'none',
    padding: 0,
  }),
});
