import { type Report, type ReportEnd } from './report';

interface PodName {
  namespace?: string;
  pod: string;
  service?: string;
}

/** Pods by address, as far as one window's reports name them without contradiction. */
export type PodNames = ReadonlyMap<string, PodName>;

/**
 * Which pod had which address, learned from every end that some agent could name. An address that
 * two pods had within the window (addresses are reused), or that is a node's, names none: a wrong name is
 * worse than no name.
 */
export function podNamesOf(reports: readonly Report[]): PodNames {
  const names = new Map<string, PodName>();
  const contradicted = new Set<string>();
  for (const { local, remote, snatIp } of reports) {
    if (snatIp !== undefined && snatIp !== local.ip) {
      // Others are translated to this address: it is a node's, and the pods that use the node's
      // network share it with the node itself.
      contradicted.add(snatIp);
    }
    learn(local.ip, local, names, contradicted);
    learn(remote.ip, remote, names, contradicted);
  }
  contradicted.forEach((ip) => names.delete(ip));
  return names;
}

/**
 * The end with its pod's name filled in from other reports, where its own agent did not know it.
 *
 * @param ip another address of the end, where it was translated.
 */
export function withPodName(end: ReportEnd, names: PodNames, ip = end.ip): ReportEnd {
  const known = end.pod === undefined && ip !== undefined ? names.get(ip) : undefined;
  return known ? { ...end, ...known, service: end.service ?? known.service } : end;
}

function learn(ip: string | undefined, end: ReportEnd, names: Map<string, PodName>, contradicted: Set<string>): void {
  const { pod, namespace, service } = end;
  if (ip === undefined || pod === undefined) {
    return;
  }
  const known = names.get(ip);
  if (known && (known.pod !== pod || known.namespace !== namespace)) {
    contradicted.add(ip);
    return;
  }
  names.set(ip, { namespace, pod, service: known?.service ?? service });
}
