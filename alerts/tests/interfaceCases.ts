import { type AlertCase, constant, type Firing, NOTHING } from './alertCase';

const MINUTES = 30;

const allowances = (node: string, ...enis: string[]) =>
  Object.fromEntries(
    enis.flatMap((eni) => [
      [
        `bw_in_allowance_exceeded{job="nfm", instance="${node}:9109", node="${node}", eni="${eni}"}`,
        constant('0', MINUTES),
      ],
      [`up{job="nfm", instance="${node}:9109"}`, constant('1', MINUTES)],
    ])
  );

interface Pods {
  addressOf: (index: number) => string;
  hostNetwork?: boolean;
  phase?: string;
  /** Whether the pods have their own security groups, and therefore branch network interfaces. */
  hasBranchInterface?: boolean;
}

/** Series of a number of pods on a node. */
function pods(node: string, count: number, { addressOf, hostNetwork, phase = 'Running', hasBranchInterface }: Pods) {
  const series = Array.from({ length: count }, (_, index) => {
    const labels = `namespace="shop", pod="${node}-${index}"`;
    return [
      `kube_pod_info{${labels}, uid="${node}-${index}", node="${node}", pod_ip="${addressOf(index)}", host_network="${hostNetwork === true}"}`,
      `kube_pod_status_phase{${labels}, uid="${node}-${index}", phase="${phase}"}`,
      ...(hasBranchInterface
        ? [`kube_pod_container_resource_requests{${labels}, resource="vpc_amazonaws_com_pod_eni", unit="integer"}`]
        : []),
    ];
  });
  return Object.fromEntries(series.flat().map((name) => [name, constant('1', MINUTES)]));
}

/** Addresses that a VPC assigns one by one from a large subnet: no two of them are in one block of 16. */
const scattered = (index: number) => `10.0.${Math.floor(index / 16)}.${(index % 16) * 16 + (index % 13)}`;
/** Addresses from prefixes of 16 addresses, assigned in order. */
const inPrefixes = (index: number) => `10.1.${Math.floor(index / 256)}.${index % 256}`;

const notRead = (node: string, count: number): Firing => ({
  uid: 'eastwest-interfaces-not-read',
  labels: { node },
  summary: `The network agent on ${node} does not read all network interfaces: at least ${count} have no allowance metrics`,
});

export const INTERFACE_CASES: AlertCase[] = [
  {
    what: "an agent that reads fewer interfaces than its node's pods have addresses on fires after 15 minutes",
    series: {
      ...allowances('n1', 'eni-1'),
      ...pods('n1', 64, { addressOf: scattered }),
      ...allowances('n2', 'eni-2', 'eni-3'),
      ...pods('n2', 190, { addressOf: scattered }),
    },
    firing: { 14: NOTHING, 16: [notRead('n1', 1), notRead('n2', 2)] },
  },
  {
    what: 'an agent that may read all interfaces does not fire: few pods, prefixes, IPv6, and pods that use none of the interfaces',
    series: {
      ...allowances('n1', 'eni-1'),
      ...pods('n1', 63, { addressOf: scattered }),
      ...allowances('n2', 'eni-2', 'eni-3'),
      ...pods('n2', 126, { addressOf: scattered }),
      ...allowances('n3', 'eni-4'),
      ...pods('n3', 250, { addressOf: inPrefixes }),
      ...allowances('n4', 'eni-5'),
      ...pods('n4', 110, { addressOf: (index) => `2600:1f13:abc:d00:${index.toString(16)}::1` }),
      ...allowances('n5', 'eni-6'),
      ...pods('n5', 80, { addressOf: scattered, hostNetwork: true }),
      ...allowances('n6', 'eni-7'),
      ...pods('n6', 80, { addressOf: scattered, phase: 'Succeeded' }),
      ...allowances('n7', 'eni-8'),
      ...pods('n7', 80, { addressOf: scattered, hasBranchInterface: true }),
    },
    firing: { 16: NOTHING, 29: NOTHING },
  },
];
