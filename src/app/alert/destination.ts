import { windowAround } from '../../core/alert/activeTime';
import { type AlertLink } from '../../core/alert/alertLink';
import { placeOfAlert, watchedOfAlert } from '../../core/alert/alertPlace';
import { displayable } from '../../core/displayable';
import { flowClusterLabels } from '../../core/prometheus/flowSeries/flowClusters';
import { type TimeWindow } from '../../core/time';
import { type InvestigateState, investigateUrl } from '../investigate/investigateState';
import { NO_RULE, NOT_IN_ANY_SOURCE } from './messages';
import { overviewUrl } from './overviewUrl';
import { readAlert } from './readAlert';

/** Where an alert leads. */
interface Destination {
  url: string;
  /** Why the time of the alert is unknown, in sentences; absent if it is known. */
  whyUnknown?: string;
}

/** The usual label, which the data source does not name if its Prometheus has a single cluster. */
const CLUSTER_LABEL = 'cluster';

const LAST_MINUTES = { from: 'now-30m', to: 'now' };

/** The page about the cause of an alert, with its time and its place. Never rejects. */
export async function destinationOf(alert: AlertLink, nowMs: number): Promise<Destination> {
  const { time, dataSource, problems } = await readAlert(alert, nowMs);
  const place = placeOfAlert(alert.labels);
  const clusterLabels = flowClusterLabels({ clusterLabel: dataSource?.facts.clusterLabel ?? CLUSTER_LABEL });
  const watched = watchedOfAlert(alert.labels, clusterLabels);
  const state: InvestigateState = {
    ...(dataSource && { dataSource: dataSource.uid }),
    ...(watched && { watched }),
    ...(place && { place }),
    ...(alert.rule !== undefined && { alert: displayable(alert.rule) }),
    ...(time ? textOf(windowAround(time, nowMs)) : LAST_MINUTES),
  };
  const unknown = [alert.rule === undefined ? NO_RULE : NOT_IN_ANY_SOURCE, ...problems].join(' ');
  return {
    url: dataSource ? investigateUrl(state) : await overviewUrl(state),
    ...(!time && { whyUnknown: unknown }),
  };
}

function textOf({ startMs, endMs }: TimeWindow): Pick<InvestigateState, 'from' | 'to'> {
  return { from: new Date(startMs).toISOString(), to: new Date(endMs).toISOString() };
}
