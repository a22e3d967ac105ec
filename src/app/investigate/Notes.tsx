import { Field, TextArea } from '@grafana/ui';
import React, { type FocusEvent } from 'react';
import { Section } from '../shared/Section';
import * as messages from './messages';

/** Longer notes make addresses that proxies and chats refuse. */
const MAX_CHARACTERS = 1_500;

interface NotesProps {
  notes: string | undefined;
  onChange: (notes: string | undefined) => void;
}

/** What the user writes while investigating. */
export function Notes({ notes = '', onChange }: NotesProps) {
  return (
    <Section title={messages.NOTES_TITLE}>
      <Field label={messages.NOTES_LABEL} description={messages.NOTES_DESCRIPTION} htmlFor="investigate-notes" noMargin>
        <TextArea
          // The field keeps its text until it loses focus. A new key shows notes that changed elsewhere.
          key={notes}
          id="investigate-notes"
          rows={4}
          maxLength={MAX_CHARACTERS}
          defaultValue={notes}
          onBlur={({ currentTarget: { value } }: FocusEvent<HTMLTextAreaElement>) =>
            value !== notes && onChange(value === '' ? undefined : value)
          }
        />
      </Field>
    </Section>
  );
}
