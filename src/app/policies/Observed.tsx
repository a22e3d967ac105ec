import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { observationLines, type ObservationFacts } from '../../core/policy/files/policyFile';
import { type Proposal } from '../../core/policy/review/proposal';
import * as messages from './messages';
import { Section } from './Section';

interface ObservedProps {
  proposal: Pick<Proposal, 'observation'>;
  facts: ObservationFacts;
}

/** What the policies are based on, and what was not observed. */
export function Observed({ proposal: { observation }, facts }: ObservedProps) {
  const styles = useStyles2(getStyles);
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
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({ paddingLeft: theme.spacing(2.5), color: theme.colors.text.secondary }),
});
