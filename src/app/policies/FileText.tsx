import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Stack, TextArea, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type ObservationFacts } from '../../core/policy/files/policyFile';
import { type DraftFile } from '../../core/policy/review/draftFiles';
import * as messages from './messages';

interface FileTextProps {
  file: DraftFile;
  facts: ObservationFacts;
  /** Undefined: the generated text again. */
  onText: (text: string | undefined) => void;
}

const MAX_ROWS = 32;

/** The text of a file, to edit. Each change is judged at once in the stage "Draft". */
export function FileText({ file, facts, onText }: FileTextProps) {
  const styles = useStyles2(getStyles);
  const text = file.text(facts);
  return (
    <Stack direction="column" gap={1}>
      {file.problems.length > 0 && (
        <Alert severity="error" title={messages.TEXT_PROBLEMS}>
          <ul className={styles.problems}>
            {file.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Alert>
      )}
      <TextArea
        aria-label={file.path}
        className={styles.text}
        rows={Math.min(text.split('\n').length + 1, MAX_ROWS)}
        spellCheck={false}
        wrap="off"
        invalid={file.problems.length > 0}
        value={text}
        onChange={({ currentTarget }) => onText(currentTarget.value)}
      />
      <div>
        {file.isEdited && (
          <Button size="sm" variant="secondary" onClick={() => onText(undefined)}>
            {messages.DISCARD_EDITS}
          </Button>
        )}
      </div>
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({ fontFamily: theme.typography.fontFamilyMonospace, fontSize: theme.typography.bodySmall.fontSize }),
  problems: css({ paddingLeft: theme.spacing(2.5), whiteSpace: 'pre-wrap' }),
});
