import { Alert } from '@grafana/ui';
import React from 'react';
import { leftOut } from '../../core/policy/files/messages';
import { type GeneratedPolicy } from '../../core/policy/generate/generatedPolicy';
import * as messages from './messages';

/** Why policies do not restrict a direction: flows that no rule can be written for. */
export function LeftOutFlows({ policies }: { policies: readonly GeneratedPolicy[] }) {
  const all = policies.flatMap(({ subject, leftOut: left }) =>
    left.map((each) => ({ workload: `${subject.namespace}/${subject.name}`, ...each }))
  );
  return all.length === 0 ? null : (
    <Alert severity="info" title={messages.leftOutTitle(all.length)}>
      <ul>
        {all.map(({ workload, direction, reason, ends, ports, evidence }) => (
          <li key={`${workload} ${direction} ${reason}`}>
            {workload}: {leftOut(direction, reason, ends, ports, evidence)}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
