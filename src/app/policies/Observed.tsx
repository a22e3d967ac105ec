import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { lastRun } from '../../core/policy/files/messages';
import { observationLines, type ObservationFacts } from '../../core/policy/files/policyFile';
import { type Proposal } from '../../core/policy/review/proposal';
import { unobservedWorkloads } from '../../core/policy/review/unobservedWorkloads';
import * as messages from './messages';
import { Section } from '../shared/Section';

interface ObservedProps {
  proposal: Proposal;
  facts: ObservationFacts;
}

/** What the policies are based on, and what was not observed. */
export function Observed({ proposal, facts }: ObservedProps) {
  const styles = useStyles2(getStyles);
  const { observation } = proposal;
  const unobserved = useMemo(() => unobservedWorkloads(proposal), [proposal]);
  const reasons = [...new Set(observation.unplaced.map(({ why }) => why))];
  return (
    <Section title={messages.OBSERVATION_TITLE}>
      <ul className={styles.facts}>
        {observationLines(facts).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {reasons.length > 0 && (
        <details>
          <summary>{messages.unplacedTitle(observation.unplaced.length)}</summary>
          <ul className={styles.facts}>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
      )}
      {unobserved.length > 0 && (
        <Alert severity="warning" title={messages.unobservedTitle(unobserved.length)}>
          <ul className={styles.facts}>
            {unobserved.map(({ kind, namespace, name, lastScheduledMs }) => (
              <li key={`${kind} ${namespace}/${name}`}>
                {kind === 'CronJob' ? lastRun(`${namespace}/${name}`, lastScheduledMs) : `${kind} ${namespace}/${name}`}
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({ paddingLeft: theme.spacing(2.5), color: theme.colors.text.secondary }),
});
