import { Field, Input } from '@grafana/ui';
import React, { type FocusEvent } from 'react';

interface TextFieldProps {
  id: string;
  label: string;
  description: string;
  placeholder: string;
  text: string | undefined;
  /** What is wrong with the text, and what to change. */
  problem?: string | undefined;
  disabled?: boolean | undefined;
  /** Called when the field loses focus; undefined for an empty text. */
  onChange: (text: string | undefined) => void;
}

/** A setting that is an optional text. */
export function TextField({ id, label, description, placeholder, text, problem, disabled, onChange }: TextFieldProps) {
  return (
    <Field label={label} description={description} invalid={problem !== undefined} error={problem}>
      <Input
        // The field keeps its text until it loses focus. A new key shows a value that changed elsewhere.
        key={text}
        id={id}
        disabled={disabled}
        placeholder={placeholder}
        defaultValue={text ?? ''}
        onBlur={({ currentTarget: { value } }: FocusEvent<HTMLInputElement>) =>
          onChange(value.trim() === '' ? undefined : value.trim())
        }
      />
    </Field>
  );
}
