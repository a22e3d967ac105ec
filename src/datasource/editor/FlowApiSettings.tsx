import { css } from '@emotion/css';
import { Field, FieldSet, Input } from '@grafana/ui';
import React from 'react';
import { DEFAULT_INGESTION_LAG_SECONDS, DEFAULT_MAX_QUERIES } from '../settings/options';
import { SETTINGS } from './messages';
import { type InputEvent, type SettingsProps, trimmedText } from './settingsProps';

/** Inputs do not shrink with the page. */
const NOT_WIDER_THAN_PAGE = css({ maxWidth: '100%' });

interface Props extends SettingsProps {
  /** The fields of how requests are authorized. */
  children: React.ReactNode;
}

/** The settings of the flow API: its URL, and how it is queried. */
export function FlowApiSettings({ settings, disabled, onChange, children }: Props) {
  return (
    <FieldSet {...SETTINGS.flowApi}>
      <Field {...SETTINGS.flowApiUrl}>
        <Input
          id="flow-api-url"
          width={60}
          className={NOT_WIDER_THAN_PAGE}
          disabled={disabled}
          placeholder="http://127.0.0.1:9700"
          value={settings.flowApiUrl ?? ''}
          // The proxy routes add a slash.
          onChange={(event: InputEvent) => onChange({ flowApiUrl: trimmedText(event).replace(/\/+$/, '') })}
        />
      </Field>
      {children}
      <Field {...SETTINGS.ingestionLag}>
        <Input
          id="ingestion-lag"
          type="number"
          min={0}
          width={20}
          disabled={disabled}
          placeholder={String(DEFAULT_INGESTION_LAG_SECONDS)}
          value={settings.ingestionLagSeconds ?? ''}
          onChange={(event: InputEvent) => onChange({ ingestionLagSeconds: lagSeconds(trimmedText(event)) })}
        />
      </Field>
      <Field {...SETTINGS.maxQueries}>
        <Input
          id="max-queries"
          type="number"
          min={1}
          width={20}
          disabled={disabled}
          placeholder={String(DEFAULT_MAX_QUERIES)}
          value={settings.mostQueries ?? ''}
          onChange={(event: InputEvent) => onChange({ mostQueries: wholeNumber(trimmedText(event)) })}
        />
      </Field>
    </FieldSet>
  );
}

function wholeNumber(text: string): number | undefined {
  const number = Math.floor(Number(text));
  return text === '' || !(number >= 1) ? undefined : number;
}

function lagSeconds(text: string): number | undefined {
  const seconds = Number(text);
  return text === '' || !Number.isFinite(seconds) || seconds < 0 ? undefined : seconds;
}
