import { type Labels } from '../kubernetes/clusterFacts';
import { type SeriesMetric } from '../prometheus/flowSeries/flowSeries';
import { canonicalAddress } from './canonicalAddress';
import { type Report, type ReportEnd } from './report';

/** The sum of one flow series over a window, as one agent reported it. */
export interface FlowSeriesSample {
  labels: Labels;
  value: number;
}

/**
 * Turns a sample of the agents' flow series into a report, so that the same rule joins the reports of both sources. The
 * series have no category: it follows from both ends when reports are joined.
 */
export function seriesReport({ labels, value }: FlowSeriesSample, metric: SeriesMetric): Report {
  // The port of a client changes with every connection, so the agent writes 0 for all of them.
  const isClient = labels.local_port === '0';
  return {
    cluster: text(labels.k8s_cluster),
    local: { ...end('local', labels), node: text(labels.k8s_node), instanceId: text(labels.instance_id) },
    remote: end('remote', labels),
    targetPort: isClient ? Number(labels.remote_port ?? 0) : 0,
    ...(!isClient && { localPort: Number(labels.local_port ?? 0) }),
    category: '',
    path: [],
    metric,
    value,
  };
}

function end(side: 'local' | 'remote', labels: Labels): ReportEnd {
  const ip = text(labels[`${side}_address`]);
  return {
    ip: ip === undefined ? undefined : canonicalAddress(ip),
    namespace: text(labels[`${side}_namespace`]),
    pod: text(labels[`${side}_pod`]),
    service: text(labels[`${side}_service`]),
  };
}

function text(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
