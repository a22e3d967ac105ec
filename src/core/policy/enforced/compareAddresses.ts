import { type OpenPort } from '../amazon/openPort';
import { type ClusterIndex } from '../clusterIndex';
import { placeInSpec } from '../lint/place';
import { type Direction, type NamespacedPolicy } from '../policies';
import { type EnforcedDifference } from './difference';
import * as messages from './messages';
import { type OpenAddresses, type OpenByAddress } from './openAddresses';

/** What is open for a policy in a direction but should not be, and the other way around: one difference of each kind. */
export function compareAddresses(
  index: ClusterIndex,
  policy: NamespacedPolicy,
  direction: Direction,
  { expected, enforced }: Record<'expected' | 'enforced', OpenByAddress>
): EnforcedDifference[] {
  const missing = [...expected].filter(([key]) => !enforced.has(key)).map(([, open]) => open);
  const stale = [...enforced].filter(([key]) => !expected.has(key)).map(([, open]) => open);
  const [services, others] = [
    missing.filter((open) => isService(index, open)),
    missing.filter((open) => !isService(index, open)),
  ];
  const name = (open: OpenAddresses) => nameOf(index, open);
  const difference = (kind: messages.AddressDifference, names: readonly string[], isError = true) =>
    names.length === 0
      ? []
      : [
          {
            difference: kind,
            severity: isError ? ('error' as const) : ('warning' as const),
            place: placeInSpec(policy, direction, direction),
            ...messages.ADDRESS_SENTENCES[kind](direction, names),
          },
        ];
  return [
    ...difference('missing-cluster-ip', services.map(name)),
    ...difference('missing-address', others.map(name)),
    ...difference(
      'stale-address',
      stale.map(name),
      stale.some((open) => isOfInventory(index, open))
    ),
    ...difference('missing-port', portDifferences(index, expected, enforced)),
    ...difference('stale-port', portDifferences(index, enforced, expected)),
  ];
}

/** The ports of addresses in both that only the first one has. */
function portDifferences(index: ClusterIndex, a: OpenByAddress, b: OpenByAddress): string[] {
  return [...a].flatMap(([key, open]) => {
    const other = b.get(key);
    const isSame = other === undefined || other.ports === open.ports;
    const only = isSame ? [] : [...open.ports].filter(([port]) => !other.ports.has(port));
    return only.length === 0
      ? []
      : [
          messages.portsOf(
            nameOf(index, open),
            only.map(([, port]) => portText(port))
          ),
        ];
  });
}

function isService(index: ClusterIndex, { range }: OpenAddresses): boolean {
  return range !== undefined && isSingle(range) && index.at(range.network.toString()).service !== undefined;
}

function isOfInventory(index: ClusterIndex, { range }: OpenAddresses): boolean {
  if (range === undefined || !isSingle(range)) {
    return true;
  }
  const { pod, service, hostPods, isNode } = index.at(range.network.toString());
  return pod !== undefined || service !== undefined || hostPods.length > 0 || isNode;
}

function nameOf(index: ClusterIndex, { range, domain }: OpenAddresses): string {
  if (range === undefined || !isSingle(range)) {
    return range?.text ?? domain ?? '';
  }
  const address = range.network.toString();
  const { pod, service, isNode } = index.at(address);
  if (service !== undefined) {
    return messages.serviceAt(`${service.namespace}/${service.name}`, address);
  }
  return pod !== undefined
    ? messages.podAt(`${pod.namespace}/${pod.name}`, address)
    : isNode
      ? messages.nodeAt(address)
      : address;
}

function isSingle({ prefixLength, network }: NonNullable<OpenAddresses['range']>): boolean {
  return prefixLength === (network.kind() === 'ipv4' ? 32 : 128);
}

function portText({ protocol, port, endPort }: OpenPort): string {
  if (protocol === undefined) {
    return messages.EVERY_PORT_NAME;
  }
  return port === undefined
    ? messages.everyPortOf(protocol)
    : `${protocol} ${port}${endPort === undefined ? '' : `-${endPort}`}`;
}
