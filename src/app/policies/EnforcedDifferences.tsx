import React, { useMemo } from 'react';
import { type AmazonEnforcement } from '../../core/policy/amazon/enforcement';
import { compareEnforced } from '../../core/policy/enforced/compareEnforced';
import { type InventoryReading } from '../../core/policy/read/readInventory';
import * as messages from './messages';
import { Mistakes } from './Mistakes';
import { Section } from '../shared/Section';

interface EnforcedDifferencesProps {
  reading: InventoryReading;
  enforcement: AmazonEnforcement;
}

/** Where Amazon's controller computed something else than the policies of the cluster say. */
export function EnforcedDifferences({ reading, enforcement }: EnforcedDifferencesProps) {
  const { inventory, policyEndpoints } = reading;
  const differences = useMemo(
    () => compareEnforced(inventory, policyEndpoints, enforcement),
    [inventory, policyEndpoints, enforcement]
  );
  return (
    <Section title={messages.ENFORCED_TITLE}>
      {differences.length === 0 ? (
        <p>{messages.NO_DIFFERENCES}</p>
      ) : (
        <Mistakes label={messages.ENFORCED_TITLE} findings={differences} />
      )}
    </Section>
  );
}
