import { type MonitorFacts } from '../inventory/inventory';
import { type Finding } from './finding';
import {
  activeMonitors,
  monitorsInStatus,
  NO_MONITORS,
  noActiveMonitor,
  STATUS_MEANINGS,
  UNKNOWN_STATUS,
} from './messages';

type Monitor = Pick<MonitorFacts, 'name' | 'status'>;

/** The statuses of the API's model other than ACTIVE, with their meaning. */
const OTHER_STATUSES: Record<string, { state: 'warning' | 'info'; meaning: string }> = {
  ERROR: { state: 'warning', meaning: STATUS_MEANINGS.ERROR },
  PENDING: { state: 'info', meaning: STATUS_MEANINGS.PENDING },
  INACTIVE: { state: 'info', meaning: STATUS_MEANINGS.INACTIVE },
  DELETING: { state: 'info', meaning: STATUS_MEANINGS.DELETING },
};

/** Whether there is an active monitor to query, and what is worth knowing about the others. */
export function monitorFindings(monitors: readonly Monitor[]): Finding[] {
  if (monitors.length === 0) {
    return [finding('broken', NO_MONITORS)];
  }
  const active = monitors.filter(({ status }) => status === 'ACTIVE');
  const pending = monitors.find(({ status }) => status === 'PENDING');
  return [
    active.length > 0
      ? finding('fine', activeMonitors(namesOf(active), monitors.length))
      : finding('broken', noActiveMonitor(monitors.length, pending?.name)),
    ...othersByStatus(monitors),
  ];
}

function othersByStatus(monitors: readonly Monitor[]): Finding[] {
  const statuses = [...new Set(monitors.map(({ status }) => status))].filter((status) => status !== 'ACTIVE');
  return statuses.map((status) => {
    const { state, meaning } = knownStatus(status) ?? { state: 'info', meaning: UNKNOWN_STATUS };
    const names = namesOf(monitors.filter((monitor) => monitor.status === status));
    return finding(state, monitorsInStatus(status, names, meaning));
  });
}

/** The API can send any text as a status, even one that every object has as a member. */
function knownStatus(status: string) {
  return Object.hasOwn(OTHER_STATUSES, status) ? OTHER_STATUSES[status] : undefined;
}

function namesOf(monitors: readonly Monitor[]): string[] {
  return monitors.map(({ name }) => name);
}

function finding(state: Finding['state'], text: string): Finding {
  return { part: 'Monitors', state, text };
}
