import { Combobox, Field } from '@grafana/ui';
import React from 'react';
import { ENFORCEMENTS, type Enforcement } from '../../core/policy/amazon/enforcement';
import * as messages from './messages';

interface EnforcementInputProps {
  enforcement: Enforcement;
  onChange: (change: { enforcement: Enforcement }) => void;
}

/** What enforces the policies. */
export function EnforcementInput({ enforcement, onChange }: EnforcementInputProps) {
  return (
    <Field label={messages.LABELS.enforcement} htmlFor="policies-enforcement" noMargin>
      <Combobox<Enforcement>
        id="policies-enforcement"
        width={28}
        value={enforcement}
        options={ENFORCEMENTS.map((value) => ({ value, ...messages.ENFORCEMENT_LABELS[value] }))}
        onChange={({ value }) => onChange({ enforcement: value })}
      />
    </Field>
  );
}
