import { API, DB, inventoryOf, policyFlow, SHOP_OBJECTS, WEB } from '../../../testing/policyShop';
import { propose } from './proposal';
import { unobservedWorkloads } from './unobservedWorkloads';

const window = { startMs: 0, endMs: 3_600_000 };
const REPORT = {
  namespace: 'shop',
  pod: 'report-28931040-x7k2p',
  workload: { kind: 'CronJob', name: 'report', confidence: 'exact' },
} as const;

function namesFor(flows: Array<Parameters<typeof policyFlow>>) {
  const windows = [{ window, flows: flows.map((flow) => policyFlow(...flow)) }];
  const proposal = propose(inventoryOf(SHOP_OBJECTS), windows, 'vpc-cni-standard', { networks: [] });
  return unobservedWorkloads(proposal).map(({ kind, name }) => `${kind} ${name}`);
}

it('are those without a flow in namespaces that get a default deny', () => {
  expect(namesFor([[WEB, API, 8080]])).toEqual(['CronJob report']);
  expect(namesFor([[API, DB, 5432]])).toEqual(['CronJob report', 'Deployment web']);
});

it('are not those of a CronJob that ran, whose pods have ended since', () => {
  expect(
    namesFor([
      [WEB, API, 8080],
      [REPORT, API, 8080],
    ])
  ).toEqual([]);
});
