import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { type Symptom } from '../../core/diagnosis/symptom';
import { type Scope } from '../shared/scope';
import * as messages from './messages';
import { SentenceText } from './SentenceText';

/** More do not help to understand a cause. */
const SHOWN = 4;

/** Symptoms as sentences. A cause can have hundreds of them, so only the first are shown initially. */
export function SymptomList({ symptoms, scope }: { symptoms: readonly Symptom[]; scope: Scope }) {
  const styles = useStyles2(getStyles);
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? symptoms : symptoms.slice(0, SHOWN);
  const rest = symptoms.length - shown.length;
  return (
    <>
      <ul className={styles.list}>
        {shown.map((symptom, index) => (
          <li key={index} title={messages.CERTAINTY[symptom.certainty]}>
            <SentenceText sentence={symptom.sentence} scope={scope} />
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button fill="text" size="sm" onClick={() => setShowsAll(true)}>
          {messages.moreSymptoms(rest)}
        </Button>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0, paddingLeft: theme.spacing(2.5) }),
});
