import { type MonitorFacts } from '../inventory/inventory';
import { someNames } from '../someNames';
import { type Finding } from './finding';

type Monitor = Pick<MonitorFacts, 'name' | 'status'>;

const CREATE =
  'Create one in the EKS console (the cluster, Observability, Network) or in CloudWatch, Network Flow Monitor, with the cluster as its local resource.';

/** What a monitor that is not active means, and what to do about it. Statuses as in the API's model. */
const OTHER_STATUSES: Record<string, { state: 'warning' | 'info'; means: string }> = {
  ERROR: {
    state: 'warning',
    means: 'creating it failed. See why in CloudWatch, Network Flow Monitor; delete it and create it anew',
  },
  PENDING: { state: 'info', means: 'it is being created. Its first flows take about twenty minutes' },
  INACTIVE: { state: 'info', means: 'it records nothing. Delete it if nobody needs it' },
  DELETING: { state: 'info', means: 'it is being deleted. Choose another in queries that name it' },
};

/** Whether there is a monitor to ask, and what is to be known of the others. */
export function monitorFindings(monitors: readonly Monitor[]): Finding[] {
  if (monitors.length === 0) {
    return [finding('broken', `There is no monitor in this AWS account and Region, so no flows. ${CREATE}`)];
  }
  const active = monitors.filter(({ status }) => status === 'ACTIVE');
  const count = `${active.length} of ${monitors.length} monitors ${active.length === 1 ? 'is' : 'are'} active`;
  return [
    active.length > 0
      ? finding('fine', `${count}: ${namesOf(active)}.`)
      : finding('broken', `${count}, so no flows. ${inactiveRemedy(monitors)}`),
    ...othersByStatus(monitors),
  ];
}

function inactiveRemedy(monitors: readonly Monitor[]): string {
  const [pending] = monitors.filter(({ status }) => status === 'PENDING');
  return pending ? `Wait some minutes: "${pending.name}" is being created.` : CREATE;
}

function othersByStatus(monitors: readonly Monitor[]): Finding[] {
  const statuses = [...new Set(monitors.map(({ status }) => status))].filter((status) => status !== 'ACTIVE');
  return statuses.map((status) => {
    const { state, means } = OTHER_STATUSES[status] ?? { state: 'info', means: 'see CloudWatch for what that means' };
    return finding(state, `${status} (${namesOf(monitors.filter((one) => one.status === status))}): ${means}.`);
  });
}

function namesOf(monitors: readonly Monitor[]): string {
  return someNames(monitors.map(({ name }) => name));
}

function finding(state: Finding['state'], text: string): Finding {
  return { part: 'Monitors', state, text };
}
