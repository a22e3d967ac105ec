import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Combobox, Field, RadioButtonGroup, Stack, useStyles2 } from '@grafana/ui';
import React from 'react';
import { countOutcomes, type JudgedFlow } from '../../core/policy/review/judge';
import * as messages from './messages';
import { type PageState, SHOWN_STAGES, type ShownStage } from './pageState';

interface StagePickerProps {
  state: PageState;
  judged: readonly JudgedFlow[];
  onChange: (change: Partial<PageState>) => void;
}

/** Which policies apply, what they are compared with, and how many flows they allow. */
export function StagePicker({ state: { stage, compared }, judged, onChange }: StagePickerProps) {
  const styles = useStyles2(getStyles);
  const others = SHOWN_STAGES.filter((value) => value !== stage);
  return (
    <Stack direction="column" gap={1}>
      <Stack gap={2} direction={{ xs: 'column', lg: 'row' }} alignItems={{ xs: 'stretch', lg: 'flex-end' }}>
        <Field label={messages.LABELS.stage} noMargin>
          <div className={styles.choices}>
            <RadioButtonGroup<ShownStage>
              aria-label={messages.LABELS.stage}
              options={SHOWN_STAGES.map((value) => ({ value, ...messages.STAGE_LABELS[value] }))}
              value={stage}
              onChange={(value) => onChange({ stage: value })}
            />
          </div>
        </Field>
        <Field label={messages.LABELS.compared} htmlFor="policies-compared" noMargin>
          <Combobox<ShownStage>
            id="policies-compared"
            width={28}
            isClearable
            placeholder={messages.NOT_COMPARED}
            value={compared ?? null}
            options={others.map((value) => ({ value, label: messages.STAGE_LABELS[value].label }))}
            onChange={(option) => onChange({ compared: option?.value })}
          />
        </Field>
      </Stack>
      <p className={styles.description}>{messages.STAGE_LABELS[stage].description}</p>
      <p className={styles.counts} role="status">
        {messages.outcomeCounts(countOutcomes(judged))}
      </p>
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  choices: css({ maxWidth: '100%', overflowX: 'auto' }),
  description: css({ color: theme.colors.text.secondary, margin: 0 }),
  counts: css({ ...theme.typography.h3, margin: 0 }),
});
