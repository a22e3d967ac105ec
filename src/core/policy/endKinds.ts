import { type AddressRange } from './addressRange';
import { AddressSegments } from './addressSegments';
import { type ClusterIndex, type ResolvedEnd } from './clusterIndex';
import { type Pod } from './inventory';

/**
 * Numbers of ends: the same for ends that are the same to all policies, such as pods of one workload, or addresses outside the cluster
 * in the same ranges.
 */
export class EndKinds {
  private readonly segments: AddressSegments;
  /** By the number of the end. */
  private readonly kinds: number[] = [];

  /**
   * @param ranges all ranges of policies.
   * @param isUnlike whether a pod is treated in another way than pods with the same labels and ports.
   */
  constructor(
    private readonly index: ClusterIndex,
    ranges: readonly AddressRange[],
    private readonly isUnlike: (pod: Pod) => boolean
  ) {
    this.segments = new AddressSegments(ranges);
  }

  of(end: ResolvedEnd): number {
    return (this.kinds[end.number] ??= this.find(end));
  }

  /** The number of an end that is the only one of its kind. */
  ofOne({ number }: ResolvedEnd): number {
    return -1 - number;
  }

  private find(end: ResolvedEnd): number {
    const { pod, service, hostPods, isNode, address, podKind = -1 } = end;
    const isPlace = service !== undefined || hostPods.length > 0 || isNode;
    if (isPlace || address === undefined || (pod !== undefined && this.isOneOfAKind(pod))) {
      return this.ofOne(end);
    }
    const segment = 2 * this.segments.of(address) + (address.kind() === 'ipv4' ? 0 : 1);
    return 2 * this.segments.count * (podKind + 1) + segment;
  }

  private isOneOfAKind(pod: Pod): boolean {
    const [address = '', ...others] = pod.addresses;
    // The API can show an address at two pods for a moment.
    const isAmbiguous = this.index.isAmbiguous(address) || others.length > 0;
    return isAmbiguous || pod.hasEnded || pod.isHostNetwork || this.isUnlike(pod);
  }
}
