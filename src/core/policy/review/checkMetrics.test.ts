import { API, DB, inventoryOf, PAY_CLOSED, policyFlow, SHOP_OBJECTS, WEB, WEB_2 } from '../../../testing/policyShop';
import { checkMetrics } from './checkMetrics';
import { propose, stageVerdicts } from './proposal';

const HOUR_MS = 3_600_000;
const FLOWS = [
  policyFlow(WEB, { ...API, service: 'api' }, 8080, 2_000),
  policyFlow(WEB_2, { ...API, service: 'api' }, 8080, 3_000),
  policyFlow(API, DB, 5432, 1_000),
  policyFlow(WEB, { ip: '203.0.113.9', external: { kind: 'internet', name: 'ACME' } }, 443, 10),
];

/** The samples of two windows with the same flows. */
function samples(): string[] {
  const windows = [0, 1].map((hour) => ({ startMs: hour * HOUR_MS, endMs: (hour + 1) * HOUR_MS }));
  const proposal = propose(
    inventoryOf([...SHOP_OBJECTS, PAY_CLOSED]),
    windows.map((window) => ({ window, flows: FLOWS })),
    'vpc-cni-standard',
    { networks: [] }
  );
  const judged = stageVerdicts(proposal, 'vpc-cni-standard')('today');
  return checkMetrics(proposal, judged, 1_500).split('\n');
}

describe('the metrics of a check', () => {
  const valueOf = (name: string, workload: string, direction: string, verdict: string) => {
    const [namespace, own] = workload.split('/');
    const series = `eastwest_policy_check_${name}{namespace="${namespace}",workload="${own}",direction="${direction}",verdict="${verdict}"} `;
    return samples().flatMap((line) => (line.startsWith(series) ? [Number(line.slice(series.length))] : []))[0];
  };

  it('count each flow once for both workloads, by the policies of each', () => {
    expect(valueOf('flows', 'shop/api', 'ingress', 'allowed')).toBe(2);
    expect(valueOf('bytes', 'shop/api', 'ingress', 'allowed')).toBe(10_000);
    expect(valueOf('flows', 'pay/db', 'ingress', 'denied')).toBe(1);
    expect(valueOf('bytes', 'pay/db', 'ingress', 'denied')).toBe(2_000);
    // The policies of the client allow it.
    expect(valueOf('flows', 'shop/api', 'egress', 'allowed')).toBe(1);
    expect(valueOf('flows', 'shop/web', 'egress', 'allowed')).toBe(3);
  });

  it('are 0 for verdicts without flows, so that alerts end, and absent for ends outside the cluster', () => {
    expect(valueOf('flows', 'shop/web', 'egress', 'denied')).toBe(0);
    expect(samples().join('\n')).not.toContain('ACME');
  });

  it('end with the time of the check in seconds', () => {
    expect(samples().slice(-3)).toEqual(['eastwest_policy_check_timestamp_seconds 1.5', '# EOF', '']);
  });
});
