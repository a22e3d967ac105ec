import { Button, Checkbox } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type JudgedFlow } from '../../core/policy/review/judge';
import { type Proposal } from '../../core/policy/review/proposal';
import { FlowVerdicts } from './FlowVerdicts';
import * as messages from './messages';
import { type PageState } from './pageState';
import { Section } from '../shared/Section';

interface FlowListProps {
  cluster: Pick<Proposal, 'inventory' | 'index'>;
  judged: readonly JudgedFlow[];
  state: PageState;
  onChange: (change: Partial<PageState>) => void;
}

/** The flows by workload, with a sentence for each verdict. */
export function FlowList({ cluster, judged, state: { namespace, showsAllowed }, onChange }: FlowListProps) {
  const listed = useMemo(
    () =>
      judged.filter(
        ({ observed: { flow }, verdict }) =>
          (showsAllowed || verdict.outcome !== 'allowed') &&
          (namespace === undefined ||
            [flow.client, flow.server].some((end) => end.kind === 'pod' && end.namespace === namespace))
      ),
    [judged, namespace, showsAllowed]
  );
  const controls = (
    <>
      <Checkbox
        label={messages.SHOW_ALLOWED}
        value={showsAllowed}
        onChange={({ currentTarget }) => onChange({ showsAllowed: currentTarget.checked })}
      />
      {namespace !== undefined && (
        <Button size="sm" variant="secondary" icon="times" onClick={() => onChange({ namespace: undefined })}>
          {namespace}
        </Button>
      )}
    </>
  );
  return (
    <Section title={messages.FLOWS_TITLE} controls={controls}>
      {listed.length === 0 ? <p>{messages.ALL_ALLOWED}</p> : <FlowVerdicts cluster={cluster} judged={listed} />}
    </Section>
  );
}
