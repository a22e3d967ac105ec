import { type Inventory } from '../../src/core/policy/inventory';
import { type FlowEnd, type PolicyFlow } from '../../src/core/policy/policyFlow';
import { verdictsOf } from '../../src/core/policy/verdictsOf';
import { plainVerdict } from '../../src/testing/policyReading';
import { type PolicyWorld } from '../../src/testing/policyWorlds';

/** Times the plain reading of the tests and the Kubernetes engine on the same flows, and counts where they agree. */
export function compareWithReading(
  inventory: Inventory,
  cluster: Omit<PolicyWorld, 'flows'>,
  flows: readonly PolicyFlow[]
) {
  // The plain reading has no Services.
  const comparable = flows.filter(({ server }) => !textOf(server).startsWith('172.20.'));
  const start = performance.now();
  const verdictOf = verdictsOf(inventory, 'other');
  const outcomes = comparable.map((flow) => verdictOf(flow).outcome);
  const judged = performance.now();
  const world = { ...cluster, flows: [] };
  const expected = comparable.map(({ client, server, port, protocol }) =>
    plainVerdict(world, { from: textOf(client), to: textOf(server), port, protocol })
  );
  const read = performance.now();
  const perFlow = (ms: number) => Math.round((1_000 * ms) / comparable.length);
  return [
    { way: 'engine, with its index', flows: comparable.length, µs: perFlow(judged - start) },
    { way: 'plain reading', flows: comparable.length, µs: perFlow(read - judged) },
    { way: 'equal', flows: outcomes.filter((outcome, index) => outcome === expected[index]).length },
  ];
}

function textOf(end: FlowEnd): string {
  return end.kind === 'pod' ? `${end.namespace}/${end.name}` : end.address;
}
