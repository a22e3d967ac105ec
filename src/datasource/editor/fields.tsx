import { Input } from '@grafana/ui';
import React, { type FocusEvent } from 'react';

/** All labels of the query editors are this wide, in Grafana's units of 8 pixels. */
export const LABEL_WIDTH = 16;

/** Hands on what was typed when the field is left, if it changed: half a word is no query. */
export function onLeave(before: string, change: (value: string) => void) {
  return (event: FocusEvent<HTMLInputElement>) => {
    const value = event.currentTarget.value.trim();
    if (value !== before) {
      change(value);
    }
  };
}

interface NumberInputProps {
  id: string;
  value: number | undefined;
  placeholder?: string;
  /** Undefined for an empty field; what is no whole number from 1 is passed on for the query to complain about. */
  onChange: (value: number | undefined) => void;
}

/** A number that is handed on when the field is left: half a number is no query. */
export function NumberInput({ id, value, placeholder, onChange }: NumberInputProps) {
  return (
    <Input
      id={id}
      type="number"
      min={1}
      width={12}
      placeholder={placeholder}
      defaultValue={value ?? ''}
      onBlur={(event: FocusEvent<HTMLInputElement>) => {
        const text = event.currentTarget.value.trim();
        onChange(text === '' ? undefined : Number(text));
      }}
    />
  );
}
