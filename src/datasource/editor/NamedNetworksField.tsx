import { Field, TextArea } from '@grafana/ui';
import React, { type FocusEvent } from 'react';
import {
  type NamedNetwork,
  networksProblem,
  readNamedNetworks,
  writeNamedNetworks,
} from '../../core/flow/namedNetworks';
import { SETTINGS } from './messages';

interface Props {
  networks: readonly NamedNetwork[];
  disabled?: boolean | undefined;
  onChange: (networks: NamedNetwork[]) => void;
}

/** The setting for names of address ranges outside the cluster, one per line. */
export function NamedNetworksField({ networks, disabled, onChange }: Props) {
  const { namedNetworks: texts } = SETTINGS;
  const problem = networksProblem(networks);
  return (
    <Field label={texts.label} description={texts.description} invalid={problem !== undefined} error={problem}>
      <TextArea
        id="named-networks"
        cols={60}
        rows={4}
        disabled={disabled}
        placeholder={texts.placeholder}
        defaultValue={writeNamedNetworks(networks)}
        onBlur={(event: FocusEvent<HTMLTextAreaElement>) => onChange(readNamedNetworks(event.currentTarget.value))}
      />
    </Field>
  );
}
