import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, type BadgeColor, LinkButton, Stack, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { type Cause, type Evidence } from '../../core/diagnosis/causes/cause';
import { type RankedCause } from '../../core/diagnosis/causes/rankCauses';
import { impactOfSymptoms, impactText } from '../../core/diagnosis/impact';
import { plainText } from '../../core/diagnosis/plainText';
import { investigateUrl } from '../investigate/investigateState';
import { type Scope } from '../shared/scope';
import * as messages from './messages';
import { clockText, SentenceText } from './SentenceText';
import { SymptomList } from './SymptomList';

const COLORS: Record<RankedCause['confidence'], BadgeColor> = { high: 'red', medium: 'orange', low: 'darkgrey' };

interface CauseCardProps {
  cause: RankedCause;
  /** Its place among all causes, from 1 on. */
  rank: number;
  scope: Scope;
  /** Whether the card links to "Investigate", where the user is not yet. */
  isLink: boolean;
  /** Whether the evidence is shown initially. */
  isOpen: boolean;
}

/** A cause with its evidence, what else it can be, and what to do next. */
export function CauseCard({ cause, rank, scope, isLink, isOpen }: CauseCardProps) {
  const styles = useStyles2(getStyles);
  const { title, confidence, sinceMs, explains, evidence, alternatives, check, place } = cause;
  const impact = impactText(impactOfSymptoms(explains));
  const [supporting, contradicting] = [
    evidence.filter(({ weight }) => weight >= 0),
    evidence.filter(({ weight }) => weight < 0),
  ];
  return (
    <article className={styles.card} aria-label={plainText(title, clockText)}>
      <Stack alignItems="center" gap={1} wrap="wrap">
        <span className={styles.rank} aria-hidden>
          {rank}
        </span>
        <h3 className={styles.title}>
          <SentenceText sentence={title} scope={scope} />
        </h3>
        <Badge
          color={COLORS[confidence]}
          text={messages.CONFIDENCE[confidence]}
          tooltip={messages.CONFIDENCE_HELP[confidence]}
        />
        {isLink && (
          <LinkButton
            className={styles.action}
            size="sm"
            variant="secondary"
            icon="search"
            href={investigateUrl({ ...scope, place })}
          >
            {messages.INVESTIGATE}
          </LinkButton>
        )}
      </Stack>
      <p className={styles.facts}>
        {[
          sinceMs === undefined ? '' : messages.since(clockText(sinceMs)),
          impact === '' ? '' : messages.affects(impact),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className={styles.check}>
        <SentenceText sentence={check} scope={scope} />
      </p>
      <details open={isOpen}>
        <summary className={styles.summary}>{messages.WHY}</summary>
        <div className={styles.columns}>
          <Part title={messages.SYMPTOMS}>
            <SymptomList symptoms={explains} scope={scope} />
          </Part>
          <div>
            {supporting.length > 0 && (
              <EvidencePart title={messages.EVIDENCE_FOR} evidence={supporting} scope={scope} />
            )}
            {contradicting.length > 0 && (
              <EvidencePart title={messages.EVIDENCE_AGAINST} evidence={contradicting} scope={scope} />
            )}
          </div>
          {alternatives.length > 0 && <Alternatives causes={alternatives} scope={scope} />}
        </div>
      </details>
    </article>
  );
}

function Alternatives({ causes, scope }: { causes: readonly Cause[]; scope: Scope }) {
  return (
    <Part title={messages.ALTERNATIVES}>
      <ul>
        {causes.map(({ title, check }, index) => (
          <li key={index}>
            <SentenceText sentence={title} scope={scope} />. <SentenceText sentence={check} scope={scope} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function EvidencePart({ title, evidence, scope }: { title: string; evidence: readonly Evidence[]; scope: Scope }) {
  const strongestFirst = [...evidence].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  return (
    <Part title={title}>
      <ul>
        {strongestFirst.map(({ sentence }, index) => (
          <li key={index}>
            <SentenceText sentence={sentence} scope={scope} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.part}>
      <h4 className={styles.partTitle}>{title}</h4>
      {children}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    padding: theme.spacing(2),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
  }),
  rank: css({
    minWidth: 24,
    height: 24,
    borderRadius: 12,
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    fontWeight: theme.typography.fontWeightMedium,
    color: theme.colors.error.contrastText,
    background: theme.colors.error.main,
  }),
  title: css({ ...theme.typography.h5, margin: 0, overflowWrap: 'anywhere' }),
  action: css({ marginLeft: 'auto' }),
  facts: css({ margin: theme.spacing(0.5, 0, 0), color: theme.colors.text.secondary }),
  check: css({ margin: theme.spacing(0.5, 0) }),
  summary: css({ width: 'fit-content', color: theme.colors.text.secondary }),
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))',
    gap: theme.spacing(1, 3),
    marginTop: theme.spacing(1),
  }),
  part: css({ '& ul': { margin: 0, paddingLeft: theme.spacing(2.5) }, '& p': { margin: 0 } }),
  partTitle: css({
    ...theme.typography.bodySmall,
    margin: 0,
    fontWeight: theme.typography.fontWeightMedium,
    color: theme.colors.text.secondary,
  }),
});
