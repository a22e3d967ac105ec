import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, Icon, LoadingPlaceholder, Stack, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { type RankedCause } from '../../core/diagnosis/causes/rankCauses';
import { type Diagnosis } from '../../core/diagnosis/diagnose';
import { type Symptom } from '../../core/diagnosis/symptom';
import { type DiagnosisSnapshot } from '../../datasource/handlers/diagnosis/observe';
import { type Scope } from '../shared/scope';
import { Section } from '../shared/Section';
import { CauseCard } from './CauseCard';
import * as messages from './messages';
import { clockText, SentenceText } from './SentenceText';
import { SymptomList } from './SymptomList';

interface DiagnosisViewProps {
  snapshot: DiagnosisSnapshot | undefined;
  scope: Scope;
  /** Selects the causes to show; all by default. */
  causes?: readonly RankedCause[];
  unexplained?: readonly Symptom[];
  /** Whether the causes link to "Investigate". */
  areLinks: boolean;
}

/** Whether the network is all right and, if not, why: a sentence, the causes, and what is not known. */
export function DiagnosisView({ snapshot, scope, areLinks, ...shown }: DiagnosisViewProps) {
  const diagnosis = snapshot?.diagnosis;
  if (!snapshot || !diagnosis) {
    return <LoadingPlaceholder text={messages.progress(snapshot?.done ?? 0, snapshot?.total ?? 0)} />;
  }
  const { causes = diagnosis.causes, unexplained = unexplainedOf(diagnosis) } = shown;
  return (
    <Stack direction="column" gap={2}>
      <Verdict snapshot={snapshot} causes={causes.length} unexplained={unexplained.length} />
      {causes.map((cause, index) => (
        <CauseCard
          key={`${cause.kind} ${JSON.stringify(cause.place)}`}
          cause={cause}
          rank={diagnosis.causes.indexOf(cause) + 1}
          scope={scope}
          isLink={areLinks}
          isOpen={index === 0}
        />
      ))}
      {unexplained.length > 0 && (
        <Section title={messages.UNEXPLAINED_TITLE}>
          <SymptomList symptoms={unexplained} scope={scope} />
        </Section>
      )}
      <Unknowns snapshot={snapshot} diagnosis={diagnosis} scope={scope} />
    </Stack>
  );
}

/** The symptoms that no cause explains. */
export function unexplainedOf({ symptoms, causes }: Diagnosis): Symptom[] {
  const explained = new Set(causes.flatMap(({ explains }) => explains));
  return symptoms.filter((symptom) => !explained.has(symptom));
}

interface VerdictProps {
  snapshot: DiagnosisSnapshot;
  causes: number;
  unexplained: number;
}

function Verdict({ snapshot: { observations, diagnosis, done, total }, causes, unexplained }: VerdictProps) {
  const styles = useStyles2(getStyles);
  const { startMs, endMs } = observations.windows.now;
  const [icon, text] = verdictOf({
    causes,
    unexplained,
    isKnown: diagnosis?.traffic !== undefined || observations.agents !== undefined,
  });
  return (
    <div className={styles.verdict} role="status">
      <Icon name={icon} size="xl" className={styles[icon]} />
      <div>
        <p className={styles.headline}>{text}</p>
        <p className={styles.window}>
          {messages.window(clockText(startMs), clockText(endMs))}
          {done < total && ` ${messages.progress(done, total)}`}
        </p>
      </div>
    </div>
  );
}

function verdictOf({ causes, unexplained, isKnown }: { causes: number; unexplained: number; isKnown: boolean }) {
  if (causes + unexplained > 0) {
    return ['exclamation-triangle', messages.causesFound(causes, unexplained)] as const;
  }
  return isKnown
    ? (['check-circle', messages.NOTHING_FOUND] as const)
    : (['question-circle', messages.NOTHING_KNOWN] as const);
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
  verdict: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1.5) }),
  headline: css({ ...theme.typography.h3, margin: 0 }),
  window: css({ margin: 0, color: theme.colors.text.secondary }),
  list: css({ margin: 0, paddingLeft: theme.spacing(2.5) }),
  'exclamation-triangle': css({ color: theme.colors.error.text }),
  'check-circle': css({ color: theme.colors.success.text }),
  'question-circle': css({ color: theme.colors.text.secondary }),
});
