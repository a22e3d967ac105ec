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
 * Samples of the agents' flow series as reports, so that one rule joins both sources. The series carry
 * no category: where both ends are turns out when the flow is joined.
 */
export function seriesReport({ labels, value }: FlowSeriesSample, metric: SeriesMetric): Report {
  // A client's port changes with every connection: the agent writes 0 for all of them.
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
