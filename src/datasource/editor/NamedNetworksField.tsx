import { Field, TextArea } from '@grafana/ui';
import React, { type FocusEvent } from 'react';
import {
  type NamedNetwork,
  networksProblem,
  readNamedNetworks,
  writeNamedNetworks,
} from '../../core/flow/namedNetworks';

interface Props {
  networks: readonly NamedNetwork[];
  disabled?: boolean;
  onChange: (networks: NamedNetwork[]) => void;
}

/** Address ranges outside the cluster and what people call them, one a line. */
export function NamedNetworksField({ networks, disabled, onChange }: Props) {
  const problem = networksProblem(networks);
  return (
    <Field
      label="Named networks"
      description="Address ranges outside the cluster by the names that people have for them: the data centre, the office, a partner. One a line, the range first."
      invalid={problem !== undefined}
      error={problem}
    >
      <TextArea
        id="named-networks"
        cols={60}
        rows={4}
        disabled={disabled}
        placeholder={'10.100.0.0/16 Frankfurt data centre\n192.0.2.0/24 Payment provider'}
        defaultValue={writeNamedNetworks(networks)}
        onBlur={(event: FocusEvent<HTMLTextAreaElement>) => onChange(readNamedNetworks(event.currentTarget.value))}
      />
    </Field>
  );
}
