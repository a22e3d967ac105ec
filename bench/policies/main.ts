/**
 * `npm run bench:policies`: measures the verdicts of the flows of a large cluster, and compares both engines with a plain reading
 * of the API's documentation on some of the flows.
 */
import { Console } from 'node:console';
import os from 'node:os';
import { type Enforcement } from '../../src/core/policy/amazon/enforcement';
import { readInventory } from '../../src/core/policy/read/readInventory';
import { kubernetesObjects } from '../../src/testing/policyCases';
import { explain } from '../../src/core/policy/explain';
import { verdictsOf } from '../../src/core/policy/verdictsOf';
import { compareWithReading } from './compareWithReading';
import { Digests } from './digests';
import { measureEnforced } from './measureEnforced';
import { measureReview } from './measureReview';
import { measureVerdicts } from './measureVerdicts';
import { syntheticCluster } from './syntheticCluster';
import { syntheticFlows } from './syntheticFlows';
import { clusterNetworkPolicies, networkPolicies } from './syntheticPolicies';

const output = new Console(process.stdout);

const SIZE = { namespaces: 100, workloadsPerNamespace: 50, servicesPerNamespace: 15 };
const POLICIES_PER_NAMESPACE = 20;
const FLOWS = 100_000;
/** The plain reading takes a few milliseconds per flow. */
const FLOWS_TO_READ = 300;

/** Reports progress on stderr, separately from the results. */
function report(text: string): void {
  process.stderr.write(`${Math.round(performance.now() / 1_000)} s: ${text}\n`);
}

function main(): void {
  report('creating the cluster');
  const cluster = syntheticCluster(SIZE);
  const flows = syntheticFlows(cluster, FLOWS);
  const pods = cluster.workloads.flatMap((workload) => workload.pods);
  const services = cluster.workloads.flatMap(({ service }) => service ?? []);
  const ofNamespaces = networkPolicies(cluster, POLICIES_PER_NAMESPACE);
  const inventoryWith = (policies: object[]) =>
    readInventory(kubernetesObjects({ namespaces: cluster.namespaces, pods, services, policies })).inventory;

  const setups: Array<{ name: string; enforcement: Enforcement; policies: object[] }> = [
    { name: 'Kubernetes', enforcement: 'other', policies: ofNamespaces },
    { name: 'Amazon', enforcement: 'vpc-cni-standard', policies: ofNamespaces },
    {
      name: 'Amazon, with policies of the cluster',
      enforcement: 'vpc-cni-standard',
      policies: [...ofNamespaces, ...clusterNetworkPolicies()],
    },
  ];
  const digests = new Digests();
  const rows = setups.map(({ name, enforcement, policies }) => {
    const inventory = inventoryWith(policies);
    const verdictOf = verdictsOf(inventory, enforcement);
    digests.note(
      `verdicts, ${name}`,
      flows.map((flow) => explain(flow, verdictOf(flow)))
    );
    return {
      engine: name,
      ...measureVerdicts(inventory, enforcement, flows, (text) => report(`${name}, ${text}`)),
    };
  });
  output.log(
    `${cluster.workloads.length} workloads, ${pods.length} pods, ${services.length} Services, ${ofNamespaces.length} policies, ${FLOWS} flows, load ${os.loadavg()[0]?.toFixed(1)}`
  );
  output.log('\nMinimum and median in ms');
  output.table(rows);

  output.log('\nThe page, with generated policies and a default deny for all namespaces');
  output.table(measureReview(inventoryWith(ofNamespaces), flows, digests, report));

  output.log('\nThe policies compared with what is enforced');
  output.table(measureEnforced(inventoryWith(ofNamespaces), digests, report));

  report('comparing with the plain reading');
  const world = { namespaces: cluster.namespaces, pods, policies: ofNamespaces };
  output.log('\nµs per flow');
  output.table(compareWithReading(inventoryWith(ofNamespaces), world, flows.slice(0, FLOWS_TO_READ)));

  output.log('\nDigests of the results, to compare versions of the code');
  output.table(digests.rows());
}

main();
