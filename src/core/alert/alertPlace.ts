import { BEFORE_MONITOR_NAME, MONITOR_ID } from '../cloudwatch/monitorMetrics';
import { type EndPlace, type Place } from '../diagnosis/place';
import { type Watched } from '../query/flowsQuery';
import { type AlertLink } from './alertLink';

type Labels = AlertLink['labels'];

/**
 * What to select for an alert. The labels determine it, so rules of users get a place too. The most exact place wins: the
 * network interface before its node, and the pair before the workload. Undefined if no label is about a place, which means
 * everything.
 *
 * The labels of a pair name its sender first and do not say which end is the client, so the sender is the client here.
 */
export function placeOfAlert(labels: Labels): Place | undefined {
  const [local, remote] = [workloadOf(labels, 'local_'), workloadOf(labels, 'remote_')];
  if (local && remote) {
    return { kind: 'pair', client: local, server: remote };
  }
  return local ?? serverOf(labels) ?? workloadOf(labels, '') ?? nodeOf(labels) ?? monitorPlaceOf(labels);
}

function workloadOf(labels: Labels, prefix: string): EndPlace | undefined {
  const [namespace, workload] = [labels[`${prefix}namespace`], labels[`${prefix}workload`]];
  return namespace && workload ? { kind: 'workload', namespace, workload } : undefined;
}

/** The server of cross-zone traffic: "shop/orders-db". */
function serverOf({ server_name: name = '' }: Labels): EndPlace | undefined {
  const [namespace, workload] = name.split('/');
  return namespace && workload ? { kind: 'workload', namespace, workload } : undefined;
}

function nodeOf({ node, eni }: Labels): Place | undefined {
  if (!node) {
    return undefined;
  }
  return eni ? { kind: 'interface', node, eni } : { kind: 'node', node };
}

function monitorPlaceOf(labels: Labels): Place | undefined {
  const monitor = monitorOf(labels);
  return monitor === undefined ? undefined : { kind: 'monitor', monitor };
}

/**
 * The monitor or cluster whose flows an alert is about; undefined if no label names one.
 *
 * @param clusterLabels the labels that can have the name of the cluster; the first one that the alert has is used.
 */
export function watchedOfAlert(labels: Labels, clusterLabels: readonly string[]): Watched | undefined {
  const monitor = monitorOf(labels);
  if (monitor !== undefined) {
    return { kind: 'monitor', name: monitor };
  }
  const cluster = clusterLabels.map((label) => labels[label]).find((name) => name);
  return cluster === undefined ? undefined : { kind: 'cluster', name: cluster };
}

/** The name of the monitor, from its ARN or from a label of a user. */
function monitorOf(labels: Labels): string | undefined {
  return labels[MONITOR_ID]?.replace(new RegExp(BEFORE_MONITOR_NAME), '') || labels.monitor || undefined;
}
