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

/** Grafana's comboboxes drop `aria-label`: a name for the field of that id, which is heard and not seen. */
export function HiddenLabel({ htmlFor, text }: { htmlFor: string; text: string }) {
  return (
    <label className="sr-only" htmlFor={htmlFor}>
      {text}
    </label>
  );
}

/** A text of a saved query for Grafana's comboboxes, which only take texts or null. */
export function textOrNull<Text extends string>(saved: Text | null | undefined): Text | null {
  return typeof saved === 'string' ? saved : null;
}

interface NumberInputProps {
  id: string;
  value: number | null | undefined;
  placeholder?: string;
  /** Undefined for an empty field; what is no whole number from 1 is passed on for the query to complain about. */
  onChange: (value: number | undefined) => void;
}

/** A number that is handed on when the field is left, if it changed: half a number is no query. */
export function NumberInput({ id, value, placeholder, onChange }: NumberInputProps) {
  return (
    <Input
      // The field keeps what is typed until it is left; what changes outside makes it anew.
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
