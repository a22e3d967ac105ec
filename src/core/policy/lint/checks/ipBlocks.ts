import { type AddressRange, containsAddress, containsRange } from '../../addressRange';
import { type Pod, type Service } from '../../inventory';
import { type CidrPeer, type Policy } from '../../policies';
import { type AddressHolder } from '../addressBook';
import { type Found } from '../finding';
import { type LintContext } from '../lintContext';
import { blockOfOtherFamily, blockWithNodes, blockWithPods, exceptDenies } from '../messages';
import { placeOfPeer } from '../place';
import { isBlock, isEverything } from '../ranges';
import { type LintedRule, rulesIn } from '../rules';

/** Ranges with addresses of pods. */
export function blocksWithPods(context: LintContext): Found[] {
  return eachBlock(context, (rule, block, position): Found[] => {
    const pods = holdersIn(context, block).flatMap(({ pod }) => (pod === undefined ? [] : [pod]));
    if (pods.length === 0) {
      return [];
    }
    const isShutting = context.amazon !== undefined && rule.direction === 'egress';
    const services = isShutting ? servicesOutside(context, block, pods) : [];
    const names = [...new Set(pods.map(({ namespace, name }) => `${namespace}/${name}`))];
    const sentences = blockWithPods(block.range.text, names, services, context.amazon !== undefined);
    return [{ severity: 'warning', place: placeOfPeer(rule, position), ...sentences }];
  });
}

/** Ranges with addresses of nodes, but not of pods. */
export function blocksWithNodes(context: LintContext): Found[] {
  return eachBlock(context, (rule, block, position): Found[] => {
    const holders = holdersIn(context, block);
    const nodes = [...new Set(holders.flatMap(({ node }) => (node === undefined ? [] : [node])))];
    return nodes.length === 0 || holders.some(({ pod }) => pod !== undefined)
      ? []
      : [{ severity: 'warning', place: placeOfPeer(rule, position), ...blockWithNodes(block.range.text, nodes) }];
  });
}

/** Ranges of the address family that the cluster does not use. */
export function blocksOfOtherFamily(context: LintContext): Found[] {
  const { pods } = context.inventory;
  const families = new Set(pods.flatMap((pod) => familiesOf(context, pod)));
  const [family] = families;
  if (family === undefined || families.size > 1) {
    return [];
  }
  return eachBlock(
    context,
    (rule, { range }, position): Found[] => {
      const isOther = range.network.kind() !== family;
      // Rules for both families are written on purpose, as for clusters of either family.
      const isPaired = () => rule.peers?.some((peer) => isBlock(peer) && peer.range.network.kind() === family) === true;
      return !isOther || isPaired()
        ? []
        : [{ severity: 'warning', place: placeOfPeer(rule, position), ...blockOfOtherFamily(range.text, family) }];
    },
    { withEverything: true }
  );
}

/** Excepted ranges that deny what other rules of the same pods allow. */
export function exceptsThatDeny(context: LintContext): Found[] {
  return eachBlock(
    context,
    (rule, { except }, position): Found[] => {
      for (const range of except) {
        const other = ruleAround(context, rule, position, range);
        if (other !== undefined) {
          return [{ severity: 'error', place: placeOfPeer(rule, position), ...exceptDenies(range.text, rule, other) }];
        }
      }
      return [];
    },
    { withEverything: true }
  );
}

function eachBlock(
  { rules }: LintContext,
  find: (rule: LintedRule, block: CidrPeer, position: number) => Found[],
  { withEverything } = { withEverything: false }
): Found[] {
  return rules.flatMap((rule) =>
    (rule.peers ?? []).flatMap((peer, position) =>
      isBlock(peer) && (withEverything || isForSome(rule, peer)) ? find(rule, peer, position) : []
    )
  );
}

/** Rules that deny are often for everything in the network. */
function isForSome({ action }: LintedRule, { range }: CidrPeer): boolean {
  return !isEverything(range) && action !== 'Deny';
}

function holdersIn({ addresses }: LintContext, { range, except }: CidrPeer): readonly AddressHolder[] {
  const holders = addresses.in(range);
  return except.length === 0
    ? holders
    : holders.filter(({ address }) => !except.some((excepted) => containsAddress(excepted, address)));
}

/** The Services of pods whose ClusterIP is not in the range: Amazon opens a ClusterIP for its address, too. */
function servicesOutside(context: LintContext, { range }: CidrPeer, pods: readonly Pod[]): Service[] {
  const isIn = new Set(pods);
  const namespaces = [...new Set(pods.map(({ namespace }) => namespace))];
  const groups = namespaces
    .flatMap((namespace) => context.groups.in(namespace))
    .filter((group) => group.pods.some((pod) => isIn.has(pod)));
  return [...new Set(groups.flatMap((group) => context.servicesOf(group)))].filter(({ clusterIP }) => {
    const address = clusterIP === undefined ? undefined : context.index.parsed(clusterIP);
    return address !== undefined && !containsAddress(range, address);
  });
}

function familiesOf({ index, amazon }: LintContext, pod: Pod): string[] {
  // Amazon enforces policies for the family of the first address only.
  const addresses = amazon === undefined ? pod.addresses : pod.addresses.slice(0, 1);
  return addresses.flatMap((text) => index.parsed(text)?.kind() ?? []);
}

/** Another rule or peer of the same pods that allows a range around an excepted one, on any port. */
function ruleAround(
  context: LintContext,
  rule: LintedRule,
  position: number,
  excepted: AddressRange
): LintedRule | undefined {
  const policies = new Set<Policy>(context.classesOf(rule.policy).flatMap((podClass) => podClass.policies));
  const rules = [...policies].flatMap((policy) =>
    policy.kind === 'ClusterNetworkPolicy' ? [] : rulesIn(policy, rule.direction)
  );
  // A rule with exactly the excepted range takes precedence over the denial.
  const isReopened = rules.some(({ peers = [] }) =>
    peers.some((peer) => isBlock(peer) && peer.range.text === excepted.text)
  );
  return isReopened
    ? undefined
    : rules.find(({ index, peers, policy }) => {
        const isSame = policy === rule.policy && index === rule.index;
        return peers === undefined
          ? !isSame
          : peers.some(
              (peer, at) =>
                !(isSame && at === position) &&
                isBlock(peer) &&
                containsRange(peer.range, excepted) &&
                !peer.except.some((each) => containsRange(each, excepted))
            );
      });
}
