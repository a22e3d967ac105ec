import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { coverageOf } from '../../core/diagnosis/coverage';
import { type Diagnosis } from '../../core/diagnosis/diagnose';
import { plainText } from '../../core/diagnosis/plainText';
import { type DiagnosisSnapshot } from '../../datasource/handlers/diagnosis/observe';
import { Section } from '../shared/Section';
import { COVERAGE_TITLE } from './messages';

interface CoverageProps {
  snapshot: DiagnosisSnapshot;
  diagnosis: Diagnosis;
}

/** How much of the cluster the diagnosis is about. Without problems, this is what "all right" means. */
export function Coverage({ snapshot: { observations }, diagnosis: { traffic } }: CoverageProps) {
  const styles = useStyles2(getStyles);
  const sentences = useMemo(() => coverageOf(observations, traffic), [observations, traffic]);
  return sentences.length === 0 ? null : (
    <Section title={COVERAGE_TITLE}>
      <ul className={styles.list}>
        {sentences.map((sentence) => (
          <li key={sentence.id}>{plainText(sentence, String)}</li>
        ))}
      </ul>
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0, paddingLeft: theme.spacing(2.5), overflowWrap: 'anywhere' }),
});
