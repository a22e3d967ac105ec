/** The state that the operations share. */
import { type Clock } from '../../world/clock';
import { type ClusterFacts } from '../../world/clusterFacts';
import { type FlowReport } from '../../world/flowReports';
import { type FaultList } from '../faults/faultList';
import { ingestedUntilMs } from './ingestion';
import { type Settings } from '../model/options';
import { type QueryStore } from '../queries/queryStore';
import { type TimeWindow } from '../http/timeWindow';
import { type VisibleReports } from './visibleReports';

/** The parts of a running API. */
export interface ApiContext {
  cluster: ClusterFacts;
  clock: Clock;
  settings: Settings;
  reports: VisibleReports;
  queries: QueryStore;
  faults: FaultList;
}

/** The reports that a query sees, no matter when its result is computed: those that were ingested when it started. */
export interface IngestedReports {
  untilMs: number;
  within(window: TimeWindow): FlowReport[];
}

/** Fixes the current ingestion time for a query that starts now. */
export function reportsAsOfNow({ clock, settings, reports }: ApiContext): IngestedReports {
  const untilMs = ingestedUntilMs(clock.nowMs(), settings.current);
  return { untilMs, within: (window) => reports.within(window, untilMs) };
}
