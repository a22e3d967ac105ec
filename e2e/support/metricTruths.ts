import { deviceTruths, interfaceTruths, type PodTruth, podTruths } from '../../simulator/server/truth';
import { ALLOWANCE_NAMES } from '../../simulator/world/allowanceNames';
import { type World } from '../../simulator/world/world';
import { type AgentMetric } from '../../src/core/prometheus/agent/catalog';

/** One pod, interface or device: the labels by which our queries group, and the actual amount. */
export interface Truth {
  labels: Record<string, string>;
  amount: number;
}

const POD_MEMBERS = {
  ingress_bytes: 'bytesIn',
  egress_bytes: 'bytesOut',
  ingress_packets: 'packetsIn',
  egress_packets: 'packetsOut',
  ingress_flow: 'connectionsIn',
  egress_flow: 'connectionsOut',
} as const satisfies Record<string, keyof PodTruth>;

/** The actual amounts in a time window according to the simulated world, independent of agents and scrapes. */
export function truthsOf({ name, subject }: AgentMetric, world: World, fromMs: number, toMs: number): Truth[] {
  switch (subject) {
    case 'pod':
      return podTruths(world, fromMs, toMs).map((truth) => ({
        labels: labelsOf(truth),
        amount: podAmount(truth, name),
      }));
    case 'interface':
      return interfaceTruths(world, fromMs, toMs).map(({ node, eni, ...counts }) => {
        const allowance = ALLOWANCE_NAMES.find((candidate) => candidate === name);
        return { labels: { node, eni }, amount: allowance ? counts[allowance] : NaN };
      });
    case 'device':
      return deviceTruths(world, name, fromMs, toMs).map(({ node, device, amount }) => ({
        labels: { node, device },
        amount,
      }));
  }
}

function labelsOf({ namespace, pod, node, workload }: PodTruth) {
  return { namespace, pod, node, workload };
}

function podAmount(truth: PodTruth, name: string): number {
  const member = Object.entries(POD_MEMBERS).find(([metric]) => metric === name)?.[1];
  return member ? truth[member] : NaN;
}
