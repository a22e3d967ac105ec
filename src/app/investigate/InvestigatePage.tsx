import { locationService, PluginPage } from '@grafana/runtime';
import { Alert, Stack } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { asObserved } from '../../core/diagnosis/asObserved';
import { pairOf } from '../../core/diagnosis/cell';
import { type Traffic } from '../../core/diagnosis/traffic';
import { comparedTraffic, useTrafficComparison } from '../changes/useTrafficComparison';
import { DiagnosisView } from '../diagnosis/DiagnosisView';
import { useDiagnosis } from '../diagnosis/useDiagnosis';
import { type UrlQuery } from '../shared/scope';
import { ScopeInputs } from '../shared/ScopeInputs';
import { useDataSource } from '../shared/useDataSource';
import { investigateParameters, type InvestigateState, readInvestigateState } from './investigateState';
import * as messages from './messages';
import { Notes } from './Notes';
import { Pins } from './Pins';
import { PlaceTrail } from './PlaceTrail';
import { Workspace } from './Workspace';

/** What is wrong at a place, since when, and why: diagnosis, map, trends, flows, paths, and events of one selection. */
export default function InvestigatePage({ query }: { query: UrlQuery }) {
  const inUrl = useMemo(() => readInvestigateState(query), [query]);
  const [reload, setReload] = useState(0);
  const { dataSources, dataSource, error } = useDataSource(inUrl);
  const snapshot = useDiagnosis(dataSource, inUrl, reload);
  const traffic = snapshot?.diagnosis?.traffic;
  const state = useMemo(() => withObservedPlace(inUrl, traffic), [inUrl, traffic]);
  const { comparison, place } = state;
  const compared = useTrafficComparison(dataSource, inUrl, { snapshot, comparison, place, reload });
  const onChange = (change: Partial<InvestigateState>) =>
    locationService.partial(investigateParameters({ ...state, ...change }));
  return (
    <PluginPage subTitle={messages.SUBTITLE}>
      <Stack direction="column" gap={2}>
        <ScopeInputs
          scope={state}
          dataSources={dataSources}
          dataSource={dataSource}
          onChange={onChange}
          onRefresh={() => setReload(reload + 1)}
        />
        {dataSources.length === 0 && <Alert severity="info" title={messages.NO_DATA_SOURCE} />}
        {error !== undefined && <Alert severity="error" title={error} />}
        <AlertNote state={state} />
        <PlaceTrail state={state} />
        <Pins state={state} onChange={(pins) => onChange({ pins })} />
        {dataSource && (
          <DiagnosisView
            snapshot={snapshot}
            scope={state}
            {...(state.place && { place: state.place })}
            report={{ ...reportFacts(state), ...comparedTraffic(compared) }}
          />
        )}
        {snapshot?.diagnosis && (
          <Workspace
            snapshot={snapshot}
            diagnosis={snapshot.diagnosis}
            compared={compared}
            podUrlTemplate={dataSource?.podUrlTemplate}
            state={state}
            query={query}
            onChange={onChange}
          />
        )}
        {snapshot?.diagnosis && <Notes notes={state.notes} onChange={(notes) => onChange({ notes })} />}
      </Stack>
    </PluginPage>
  );
}

/** What the report has in addition to the diagnosis and the comparison. */
function reportFacts({ alert, pins, notes }: InvestigateState) {
  return { ...(alert !== undefined && { alert }), ...(pins && { pins }), ...(notes !== undefined && { notes }) };
}

function withObservedPlace(state: InvestigateState, traffic: Traffic | undefined): InvestigateState {
  const pairs = traffic?.cells.map(({ cell }) => pairOf(cell)) ?? [];
  return state.place === undefined ? state : { ...state, place: asObserved(state.place, pairs) };
}

/** Which alert led here, and whether the page shows the time of the alert: a range up to now means that it is unknown. */
function AlertNote({ state: { alert, to } }: { state: InvestigateState }) {
  if (alert === undefined) {
    return null;
  }
  return to === 'now' ? (
    <Alert severity="warning" title={messages.alertFired(alert)}>
      {messages.ALERT_TIME_UNKNOWN}
    </Alert>
  ) : (
    <p>{messages.alertFired(alert)}</p>
  );
}
