import { Field, Input } from '@grafana/ui';
import React, { type FocusEvent } from 'react';
import { podUrlProblem } from '../../core/kubernetes/podUrl';
import { SETTINGS } from './messages';

interface Props {
  podUrl: string | undefined;
  disabled?: boolean | undefined;
  onChange: (podUrl: string | undefined) => void;
}

/** The setting for the template of links to pods. */
export function PodUrlField({ podUrl, disabled, onChange }: Props) {
  const { podUrl: texts } = SETTINGS;
  const problem = podUrlProblem(podUrl);
  return (
    <Field label={texts.label} description={texts.description} invalid={problem !== undefined} error={problem}>
      <Input
        // The field keeps its text until it loses focus. A new key shows a value that changed elsewhere.
        key={podUrl}
        id="pod-url"
        disabled={disabled}
        placeholder={texts.placeholder}
        defaultValue={podUrl ?? ''}
        onBlur={({ currentTarget: { value } }: FocusEvent<HTMLInputElement>) =>
          onChange(value.trim() === '' ? undefined : value.trim())
        }
      />
    </Field>
  );
}
