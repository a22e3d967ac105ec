import { areDifferent } from '../areDifferent';
import { type ClusterFacts } from '../kubernetes/clusterFacts';
import { factsFor } from './factsFor';
import { type Report, type ReportEnd } from './report';

interface PodName {
  namespace?: string;
  pod: string;
  service?: string;
  /** The VPC in which the address is the pod's: several VPCs can have the same addresses. */
  vpcId?: string;
}

/** The pod that had an address of an end of a report; undefined if it is unknown or if the sources contradict each other. */
export type PodNames = (ip: string, end: ReportEnd, report: Report) => PodName | undefined;

/**
 * The pods of addresses, from all ends that an agent named, and then from Kubernetes. An address that two pods had within
 * the window (addresses are reused) or that belongs to a node has no pod: a wrong name is worse than no name.
 */
export function podNamesOf(reports: ReadonlyArray<{ report: Report }>, cluster: ClusterFacts): PodNames {
  const names = new Map<string, PodName[]>();
  const ofNodes = new Set<string>();
  for (const { report } of reports) {
    const { local, remote, snatIp } = report;
    if (snatIp !== undefined && snatIp !== local.ip) {
      // Source NAT translates other addresses to this one, so it is a node's. Pods on the host network share it with the
      // node.
      ofNodes.add(snatIp);
    }
    learn(local, names);
    learn(remote, names);
  }
  return (ip, end, report) => {
    const facts = factsFor(end, report, cluster);
    if (ofNodes.has(ip) || facts.nodeAt(ip)) {
      return undefined;
    }
    const [first, ...others] = names.get(ip)?.filter(({ vpcId }) => !areDifferent(vpcId, end.vpcId)) ?? [];
    return first
      ? others.every((other) => isSamePod(other, first))
        ? first
        : undefined
      : facts.podAt(ip, end.instanceId);
  };
}

/**
 * The end with the name of its pod from other reports, if the report itself does not have it.
 *
 * @param report the report with the end.
 * @param ip the address to look up; by default, that of the end. NAT can give the end another address.
 */
export function withPodName(end: ReportEnd, report: Report, names: PodNames, ip = end.ip): ReportEnd {
  const found = end.pod === undefined && ip !== undefined ? names(ip, end, report) : undefined;
  return found ? { ...end, namespace: found.namespace, pod: found.pod, service: end.service ?? found.service } : end;
}

function learn({ ip, pod, namespace, service, vpcId }: ReportEnd, names: Map<string, PodName[]>): void {
  if (ip === undefined || pod === undefined) {
    return;
  }
  const name = { namespace, pod, service, vpcId };
  const atAddress = names.get(ip);
  const same = atAddress?.find((other) => isSamePod(other, name) && other.vpcId === vpcId);
  if (same) {
    same.service ??= service;
  } else if (atAddress) {
    atAddress.push(name);
  } else {
    names.set(ip, [name]);
  }
}

function isSamePod(a: PodName, b: PodName): boolean {
  return a.pod === b.pod && a.namespace === b.namespace;
}
