import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type Diagnosis } from '../../core/diagnosis/diagnose';
import { eventsAt } from '../../core/diagnosis/eventsAt';
import { isFlowAt } from '../../core/diagnosis/isAt';
import { allEvents } from '../../core/diagnosis/observations';
import { trendsAt } from '../../core/diagnosis/trends';
import { type ClusterEvent } from '../../core/events/event';
import { type Flow } from '../../core/flow/flow';
import { flowPathsOf } from '../../core/flow/hops';
import { type DiagnosisSnapshot } from '../../datasource/handlers/diagnosis/observe';
import { NetworkPaths } from '../../flowgraph/view/details/NetworkPaths';
import { ChangesSection } from '../changes/ChangesSection';
import { type TrafficComparison } from '../changes/useTrafficComparison';
import { FlowGraphPanel } from '../shared/FlowGraphPanel';
import { type UrlQuery } from '../shared/scope';
import { Section } from '../shared/Section';
import { EventList } from './EventList';
import { FlowTable } from './FlowTable';
import { type InvestigateState } from './investigateState';
import * as messages from './messages';
import { podUrlsOf } from './podUrlOf';
import { TrendCharts } from './TrendCharts';
import { useMapSelection } from './useMapSelection';

const MAP_HEIGHT_PX = 480;
const NO_FLOWS: readonly Flow[] = [];
const NO_EVENTS: readonly ClusterEvent[] = [];

interface WorkspaceProps {
  snapshot: DiagnosisSnapshot;
  diagnosis: Diagnosis;
  /** What the map and the table of changes compare. */
  compared: TrafficComparison;
  /** The template of links to pods in the settings. */
  podUrlTemplate: string | undefined;
  state: InvestigateState;
  query: UrlQuery;
  onChange: (change: Partial<InvestigateState>) => void;
}

/** The map, the trends, the flows, the paths, and the events of one selection. */
export function Workspace({
  snapshot: { observations, done, total },
  diagnosis: { traffic },
  compared,
  podUrlTemplate,
  state,
  query,
  onChange,
}: WorkspaceProps) {
  const styles = useStyles2(getStyles);
  const { place } = state;
  const { windows, flows, pairs } = observations;
  const events = useMemo(() => allEvents(observations), [observations]);
  const all = flows?.now ?? NO_FLOWS;
  const missing =
    flows === undefined &&
    (done < total ? <LoadingPlaceholder text={messages.LOADING_FLOWS} /> : <p>{messages.FLOWS_UNKNOWN}</p>);
  const map = useMapSelection(query, place, all, (chosen) => onChange({ place: chosen }));
  const here = useMemo(() => (place ? all.filter((flow) => isFlowAt(flow, place)) : all), [all, place]);
  const { window, earlier } = compared;
  const before = useMemo(() => (window && earlier ? { flows: earlier, window } : undefined), [window, earlier]);
  const eventsHere = useMemo(
    () => events && eventsAt(events, place ?? { kind: 'cluster' }, traffic?.cells ?? []),
    [events, place, traffic]
  );
  const podUrlOf = useMemo(() => podUrlsOf(podUrlTemplate, state, observations), [podUrlTemplate, state, observations]);
  const trends = useMemo(
    () => traffic && pairs && trendsAt(place ?? { kind: 'cluster' }, traffic, observations),
    [place, traffic, pairs, observations]
  );
  return (
    <>
      <Section title={messages.MAP_TITLE}>
        {missing || (
          <FlowGraphPanel
            key={map.key}
            title={messages.MAP_TITLE}
            flows={all}
            window={windows.now}
            before={before}
            heightPx={MAP_HEIGHT_PX}
            options={map.options}
          />
        )}
      </Section>
      <Section title={messages.TRENDS_TITLE}>
        {trends ? (
          <TrendCharts
            trends={trends}
            events={eventsHere?.here ?? NO_EVENTS}
            onRange={({ from, to }) => onChange({ from: new Date(from).toISOString(), to: new Date(to).toISOString() })}
          />
        ) : (
          <Alert severity="info" title={messages.NO_TRENDS} />
        )}
      </Section>
      <ChangesSection
        comparison={state.comparison}
        isOptional
        onComparison={(comparison) => onChange({ comparison })}
        traffic={compared}
        scope={state}
      />
      <Section title={messages.FLOWS_TITLE}>{missing || <FlowTable flows={here} podUrlOf={podUrlOf} />}</Section>
      <div className={styles.columns}>
        <Section title={messages.PATHS_TITLE}>{missing || <NetworkPaths paths={flowPathsOf(here)} />}</Section>
        <Section title={messages.EVENTS_TITLE}>
          {eventsHere ? <EventList {...eventsHere} podUrlOf={podUrlOf} /> : <p>{messages.EVENTS_UNKNOWN}</p>}
        </Section>
      </div>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 420px), 1fr))',
    gap: theme.spacing(2),
    '& > *': { minWidth: 0 },
  }),
});
