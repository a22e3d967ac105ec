import { type ClusterFacts } from '../cluster/clusterFacts';
import { type Report, type ReportEnd } from './report';

interface PodName {
  namespace?: string;
  pod: string;
  service?: string;
}

/** The pod that had an address; undefined where nobody knows, or where they contradict each other. */
export type PodNames = (ip: string) => PodName | undefined;

/**
 * Which pod had which address, learned from every end that some agent could name, then from
 * Kubernetes. An address that two pods had within the window (addresses are reused), or that is a
 * node's, names none: a wrong name is worse than no name.
 */
export function podNamesOf(told: ReadonlyArray<{ report: Report }>, cluster: ClusterFacts): PodNames {
  const names = new Map<string, PodName>();
  const contradicted = new Set<string>();
  for (const { report } of told) {
    const { local, remote, snatIp } = report;
    if (snatIp !== undefined && snatIp !== local.ip) {
      // Others are translated to this address: it is a node's, and the pods that use the node's
      // network share it with the node itself.
      contradicted.add(snatIp);
    }
    learn(local.ip, local, names, contradicted);
    learn(remote.ip, remote, names, contradicted);
  }
  return (ip) => (contradicted.has(ip) || cluster.nodeAt(ip) ? undefined : (names.get(ip) ?? cluster.podAt(ip)));
}

/**
 * The end with its pod's name filled in from other reports, where its own agent did not know it.
 *
 * @param ip another address of the end, where it was translated.
 */
export function withPodName(end: ReportEnd, names: PodNames, ip = end.ip): ReportEnd {
  const known = end.pod === undefined && ip !== undefined ? names(ip) : undefined;
  return known ? { ...end, namespace: known.namespace, pod: known.pod, service: end.service ?? known.service } : end;
}

function learn(ip: string | undefined, end: ReportEnd, names: Map<string, PodName>, contradicted: Set<string>): void {
  const { pod, namespace, service } = end;
  if (ip === undefined || pod === undefined) {
    return;
  }
  const known = names.get(ip);
  if (!known) {
    names.set(ip, { namespace, pod, service });
  } else if (known.pod !== pod || known.namespace !== namespace) {
    contradicted.add(ip);
  } else {
    known.service ??= service;
  }
}
