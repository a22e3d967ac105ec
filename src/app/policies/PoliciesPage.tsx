import { locationService, PluginPage } from '@grafana/runtime';
import { Alert, LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { POLICY_METRICS } from '../../core/policy/policyMetrics';
import { type InventoryReading } from '../../core/policy/read/readInventory';
import { observationFacts, propose } from '../../core/policy/review/proposal';
import { type AppDataSource } from '../shared/dataSources';
import { EnforcedDifferences } from './EnforcedDifferences';
import { EnforcementInput } from './EnforcementInput';
import { InventoryInput } from './InventoryInput';
import * as messages from './messages';
import { pageParameters, type PageState, readPageState } from './pageState';
import { Review } from './Review';
import { useDraft } from './useDraft';
import { ScopeInputs } from '../shared/ScopeInputs';
import { useDataSource } from '../shared/useDataSource';
import { type FlowSnapshotState, useFlowSnapshot } from '../shared/useFlowSnapshot';

/** Generates network policies from observed flows, and shows what policies allow and deny. */
export default function PoliciesPage({ query }: { query: Readonly<Record<string, unknown>> }) {
  const state = readPageState(query);
  const onChange = (change: Partial<PageState>) => locationService.partial(pageParameters({ ...state, ...change }));
  const [reading, setReading] = useState<InventoryReading>();
  const [reload, setReload] = useState(0);
  const { dataSources, dataSource, error } = useDataSource(state);
  const flows = useFlowSnapshot(dataSource, state, POLICY_METRICS, reload);
  return (
    <PluginPage subTitle={messages.SUBTITLE}>
      <Stack direction="column" gap={3}>
        <ScopeInputs
          scope={state}
          dataSources={dataSources}
          dataSource={dataSource}
          onChange={onChange}
          onRefresh={() => setReload(reload + 1)}
        >
          <EnforcementInput enforcement={state.enforcement} onChange={onChange} />
        </ScopeInputs>
        {dataSources.length === 0 && <Alert severity="info" title={messages.NO_DATA_SOURCE} />}
        <InventoryInput reading={reading} onRead={setReading} />
        <Flows flows={error === undefined ? flows : { error }} />
        {reading && dataSource && flows.snapshot?.isWhole && flows.snapshot.flows.length > 0 && (
          <Reviewed
            reading={reading}
            dataSource={dataSource}
            snapshot={flows.snapshot}
            state={state}
            onChange={onChange}
          />
        )}
      </Stack>
    </PluginPage>
  );
}

/** The state of the flows while there is nothing to review. */
function Flows({ flows: { snapshot, error } }: { flows: FlowSnapshotState }) {
  if (error !== undefined) {
    return (
      <Alert severity="error" title={messages.FLOWS_FAILED}>
        {error}
      </Alert>
    );
  }
  if (!snapshot?.isWhole) {
    return <LoadingPlaceholder text={snapshot?.notices[0]?.text ?? messages.LOADING_FLOWS} />;
  }
  return snapshot.flows.length === 0 ? <Alert severity="info" title={messages.NO_FLOWS} /> : null;
}

interface ReviewedProps {
  reading: InventoryReading;
  dataSource: AppDataSource;
  snapshot: NonNullable<FlowSnapshotState['snapshot']>;
  state: PageState;
  onChange: (change: Partial<PageState>) => void;
}

function Reviewed({ reading, dataSource, snapshot, state, onChange }: ReviewedProps) {
  const { inventory, policyEndpoints } = reading;
  const { enforcement, watched } = state;
  const [draft, onDraft] = useDraft(`${dataSource.uid} ${watched ? `${watched.kind} ${watched.name}` : ''}`);
  const { proposal, facts } = useMemo(() => {
    const { flows, window, answeredBytes, coveredShare } = snapshot;
    const made = propose(inventory, [{ window, flows }], enforcement, { networks: dataSource.namedNetworks });
    const isTruncated = answeredBytes !== undefined;
    return {
      proposal: made,
      facts: observationFacts(made, [window], { isTruncated, ...(coveredShare !== undefined && { coveredShare }) }),
    };
  }, [inventory, dataSource, snapshot, enforcement]);
  return (
    <>
      <Review proposal={proposal} facts={facts} draft={draft} state={state} onChange={onChange} onDraft={onDraft} />
      {policyEndpoints.length > 0 && enforcement !== 'other' && (
        <EnforcedDifferences reading={reading} enforcement={enforcement} />
      )}
    </>
  );
}
