import { type Pod } from '../../inventory';
import { type Policy } from '../../policies';
import { type Found } from '../finding';
import { type LintContext } from '../lintContext';
import { webhookDenied } from '../messages';
import { placeInSpec } from '../place';
import { hasType, rulesIn, type LintedRule } from '../rules';
import { mostSpecific } from '../blame';

/** Admission webhooks that the API server, which has an address outside the cluster's pods, cannot reach. */
export function deniedWebhooks(context: LintContext): Found[] {
  const found = new Map<Policy, Found>();
  for (const { policies, groups } of context.allClasses()) {
    const isolating = policies.filter((policy) => policy.kind !== 'ClusterNetworkPolicy' && hasType(policy, 'ingress'));
    const policy = mostSpecific(context, 'ingress', isolating);
    const pods = groups.flatMap((group) => group.pods.slice(0, 1));
    const port = pods.flatMap(webhookPorts)[0];
    const rules = isolating.flatMap((each) => rulesIn(each, 'ingress'));
    if (policy !== undefined && port !== undefined && !rules.some((rule) => opensForAddresses(rule, port))) {
      const names = context.owners.namesOf(groups);
      const place = placeInSpec(policy, 'ingress', 'ingress');
      found.set(policy, { severity: 'warning', place, ...webhookDenied(names, port.port) });
    }
  }
  return [...found.values()];
}

/** Webhooks have no mark but the customary names of their ports: "webhook", "webhook-server". */
function webhookPorts({ ports }: Pod): Pod['ports'] {
  return ports.filter(({ name = '' }) => name.includes('webhook'));
}

function opensForAddresses({ peers, ports }: LintedRule, wanted: Pod['ports'][number]): boolean {
  const isOpen =
    ports.length === 0 ||
    ports.some(
      ({ protocol, port, endPort }) =>
        protocol === wanted.protocol &&
        (port === undefined ||
          port === wanted.name ||
          (typeof port === 'number' && wanted.port >= port && wanted.port <= (endPort ?? port)))
    );
  return isOpen && (peers === undefined || peers.some(({ kind }) => kind === 'ip-block'));
}
