import { Input } from '@grafana/ui';
import React, { type FocusEvent } from 'react';

/** The width of all labels in query editors, in Grafana's units of 8 pixels. */
export const LABEL_WIDTH = 16;

/** Reports the text of a field when it loses focus, if the text changed. Queries do not run while users type. */
export function onBlurIfChanged(before: string, change: (value: string) => void) {
  return (event: FocusEvent<HTMLInputElement>) => {
    const value = event.currentTarget.value.trim();
    if (value !== before) {
      change(value);
    }
  };
}

/** A label that only screen readers read, for the field with this ID. Grafana's comboboxes ignore `aria-label`. */
export function HiddenLabel({ htmlFor, text }: { htmlFor: string; text: string }) {
  return (
    <label className="sr-only" htmlFor={htmlFor}>
      {text}
    </label>
  );
}

/** A text of a saved query for Grafana's comboboxes, which accept only texts and null. */
export function textOrNull<Text extends string>(saved: Text | null | undefined): Text | null {
  return typeof saved === 'string' ? saved : null;
}

interface NumberInputProps {
  id: string;
  value: number | null | undefined;
  placeholder?: string;
  /** Gets undefined for an empty field. Numbers that are not valid are passed on; the query then reports them. */
  onChange: (value: number | undefined) => void;
}

/** A field for a number, which it reports when it loses focus, if the number changed. Queries do not run while users type. */
export function NumberInput({ id, value, placeholder, onChange }: NumberInputProps) {
  return (
    <Input
      // The field keeps its text until it loses focus. A new key shows a value that changed elsewhere.
      key={String(value)}
      id={id}
      type="number"
      min={1}
      width={12}
      placeholder={placeholder}
      defaultValue={typeof value === 'number' ? value : ''}
      onBlur={(event: FocusEvent<HTMLInputElement>) => {
        const text = event.currentTarget.value.trim();
        const number = text === '' ? undefined : Number(text);
        if (number !== (value ?? undefined)) {
          onChange(number);
        }
      }}
    />
  );
}
