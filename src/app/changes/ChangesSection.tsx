import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { Alert, LoadingPlaceholder, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type Comparison, COMPARISONS } from '../../core/diagnosis/comparison';
import { plainText } from '../../core/diagnosis/plainText';
import { MIN_SHARE } from '../../core/diagnosis/trafficChanges';
import { type Scope } from '../shared/scope';
import { Section } from '../shared/Section';
import { ChangeTable } from './ChangeTable';
import * as messages from './messages';
import { type TrafficComparison } from './useTrafficComparison';

interface ChangesSectionProps {
  /** Undefined: not compared. */
  comparison: Comparison | undefined;
  /** Whether the user can choose not to compare. */
  isOptional?: boolean;
  onComparison: (comparison: Comparison | undefined) => void;
  traffic: TrafficComparison;
  /** The scope that links keep. */
  scope: Scope;
}

const OFF = 'off';

/** What changed in the traffic since an earlier time. */
export function ChangesSection({ comparison, isOptional = false, onComparison, traffic, scope }: ChangesSectionProps) {
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
      {comparison && <Changes traffic={traffic} scope={scope} />}
    </Section>
  );
}

function Changes({ traffic, scope }: Pick<ChangesSectionProps, 'traffic' | 'scope'>) {
  const styles = useStyles2(getStyles);
  const { window, earlier, changes, error } = traffic;
  if (!window || (earlier === undefined && error === undefined)) {
    return <LoadingPlaceholder text={messages.LOADING} />;
  }
  const [from = '', to = ''] = [window.startMs, window.endMs].map((timeMs) =>
    dateTimeFormat(timeMs, { format: TIME_FORMAT })
  );
  if (!changes) {
    return earlier?.length ? (
      <Alert severity="info" title={messages.NO_FLOWS_NOW} />
    ) : (
      <Alert severity="info" title={messages.nothingKnown(from, to)}>
        {error ?? messages.NOTHING_KNOWN_HINT}
      </Alert>
    );
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
