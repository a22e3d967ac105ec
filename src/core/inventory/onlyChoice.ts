import { type Watched } from '../query/flowsQuery';
import { type MonitorFacts } from './inventory';
import { onlyCluster } from './onlyCluster';

/**
 * The default of a query without a monitor: the only active monitor, or the only cluster that several monitors
 * watch. Undefined if there is a choice or no active monitor.
 */
export function onlyChoice(monitors: readonly MonitorFacts[]): Watched | undefined {
  const active = monitors.filter(({ status }) => status === 'ACTIVE');
  const [first, ...others] = active;
  if (first && others.length === 0) {
    return { kind: 'monitor', name: first.name };
  }
  const cluster = active.every(({ detail }) => detail !== undefined) ? onlyCluster(active) : undefined;
  return cluster === undefined ? undefined : { kind: 'cluster', name: cluster };
}
