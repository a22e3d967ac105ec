import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, Icon, LoadingPlaceholder, Stack, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { type Diagnosis } from '../../core/diagnosis/diagnose';
import { diagnosisAt, type DiagnosisAtPlace } from '../../core/diagnosis/diagnosisAt';
import { isSamePlace, type Place } from '../../core/diagnosis/place';
import { placeToText } from '../../core/diagnosis/placeText';
import { type DiagnosisSnapshot } from '../../datasource/handlers/diagnosis/observe';
import { type Scope } from '../shared/scope';
import { Section } from '../shared/Section';
import { CauseCard } from './CauseCard';
import * as messages from './messages';
import { ReportButtons, type ReportButtonsProps } from './ReportButtons';
import { clockText, SentenceText } from './SentenceText';
import { SymptomList } from './SymptomList';

interface DiagnosisViewProps {
  snapshot: DiagnosisSnapshot | undefined;
  scope: Scope;
  /** Only what affects this place; absent: everything. */
  place?: Place;
  /** What the report has in addition. */
  report?: Omit<ReportButtonsProps['subject'], 'place'>;
}

/** Whether the network is all right and, if not, why: a sentence, the causes, and what is not known. */
export function DiagnosisView({ snapshot, scope, place, report }: DiagnosisViewProps) {
  const diagnosis = snapshot?.diagnosis;
  if (!snapshot || !diagnosis) {
    return <LoadingPlaceholder text={messages.progress(snapshot?.done ?? 0, snapshot?.total ?? 0)} />;
  }
  const shown = diagnosisAt(diagnosis, place ?? { kind: 'cluster' });
  return (
    <Stack direction="column" gap={2}>
      <Verdict snapshot={snapshot} shown={shown} where={place ? messages.HERE : messages.IN_NETWORK}>
        <ReportButtons
          snapshot={snapshot}
          diagnosis={diagnosis}
          scope={scope}
          subject={{ ...(place && { place }), ...report }}
        />
      </Verdict>
      {shown.causes.map((cause, index) => (
        <CauseCard
          key={`${cause.kind} ${placeToText(cause.place)}`}
          cause={cause}
          rank={diagnosis.causes.indexOf(cause) + 1}
          scope={scope}
          isLink={place === undefined || !isSamePlace(cause.place, place)}
          isOpen={index === 0}
        />
      ))}
      {shown.unexplained.length > 0 && (
        <Section title={messages.UNEXPLAINED_TITLE}>
          <SymptomList symptoms={shown.unexplained} scope={scope} />
        </Section>
      )}
      <Unknowns snapshot={snapshot} diagnosis={diagnosis} scope={scope} />
    </Stack>
  );
}

interface VerdictProps {
  snapshot: DiagnosisSnapshot;
  shown: DiagnosisAtPlace;
  where: string;
  /** What can be done with the diagnosis. */
  children: ReactNode;
}

function Verdict({ snapshot: { observations, diagnosis, done, total }, shown, where, children }: VerdictProps) {
  const styles = useStyles2(getStyles);
  const { startMs, endMs } = observations.windows.now;
  const known = [diagnosis?.traffic, observations.agents].filter((part) => part !== undefined).length;
  const [icon, text] = verdictOf(shown, known, where);
  return (
    <div className={styles.verdict}>
      <Icon name={icon} size="xl" className={styles[icon]} />
      <div role="status">
        <p className={styles.headline}>{text}</p>
        <p className={styles.window}>
          {messages.window(clockText(startMs), clockText(endMs))}
          {done < total && ` ${messages.progress(done, total)}`}
        </p>
      </div>
      <div className={styles.actions}>{children}</div>
    </div>
  );
}

/** @param known how many of the two main sources, flows and agents, are known: only both can prove that all is well. */
function verdictOf({ causes, unexplained }: DiagnosisAtPlace, known: number, where: string) {
  if (causes.length + unexplained.length > 0) {
    return ['exclamation-triangle', messages.causesFound(causes.length, unexplained.length, where)] as const;
  }
  if (known === 0) {
    return ['question-circle', messages.NOTHING_KNOWN] as const;
  }
  return known === 1
    ? (['question-circle', messages.nothingFoundSoFar(where)] as const)
    : (['check-circle', messages.nothingFound(where)] as const);
}

interface UnknownsProps {
  snapshot: DiagnosisSnapshot;
  diagnosis: Diagnosis;
  scope: Scope;
}

function Unknowns({ snapshot: { notices }, diagnosis: { unknown }, scope }: UnknownsProps) {
  const items: ReactNode[] = [
    ...unknown.map((sentence, index) => <SentenceText key={`unknown ${index}`} sentence={sentence} scope={scope} />),
    ...notices.map(({ text }) => text),
  ];
  const styles = useStyles2(getStyles);
  return items.length === 0 ? null : (
    <Alert
      severity={notices.some(({ severity }) => severity === 'warning') ? 'warning' : 'info'}
      title={messages.UNKNOWN_TITLE}
    >
      <ul className={styles.list}>
        {items.map((item, index) => (
          <li key={index}>{item}</li>
        ))}
      </ul>
    </Alert>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  verdict: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1.5) }),
  actions: css({ display: 'flex', gap: theme.spacing(1), marginLeft: 'auto' }),
  headline: css({ ...theme.typography.h3, margin: 0 }),
  window: css({ margin: 0, color: theme.colors.text.secondary }),
  list: css({ margin: 0, paddingLeft: theme.spacing(2.5) }),
  'exclamation-triangle': css({ color: theme.colors.error.text }),
  'check-circle': css({ color: theme.colors.success.text }),
  'question-circle': css({ color: theme.colors.text.secondary }),
});
