/** The content of a Prometheus for a synthetic cluster, as OpenMetrics text for `promtool tsdb create-blocks-from`. */
import { type Span } from '../../scripts/demo/startPrometheus';
import { combine, unit } from '../../simulator/world/hash';
import { ALLOWANCES } from '../../src/core/prometheus/agent/allowances';
import { type SyntheticCluster, type SyntheticNode, type SyntheticPod } from './syntheticCluster';
import { TextFile } from './textFile';

/** The scrape interval of the agents and of kube-state-metrics. */
export const SCRAPE_SECONDS = 30;

interface Series {
  /** The text between the braces. */
  labels: string;
  /** The value at each scrape, which are numbered from 0; undefined if there is no sample. */
  valueAt(scrape: number): number | undefined;
}

interface Family {
  name: string;
  series: Iterable<Series>;
}

/** The rate of each metric for a pod with a number of bytes per second. */
const POD_METRICS: Record<string, (bytesPerSecond: number) => number> = {
  ingress_bytes: (bytes) => bytes,
  egress_bytes: (bytes) => 0.8 * bytes,
  ingress_packets: (bytes) => bytes / 800,
  egress_packets: (bytes) => bytes / 900,
  ingress_flow: (bytes) => bytes / 40_000,
  egress_flow: (bytes) => bytes / 50_000,
};

/** Writes all series over a time span, one series after the other. */
export function writeSeries(file: string, cluster: SyntheticCluster, span: Span): void {
  const text = new TextFile(file);
  const scrapes = (span.endMs - span.startMs) / (1_000 * SCRAPE_SECONDS);
  for (const { name, series } of families(cluster, scrapes, span.startMs / 1_000)) {
    text.add(`# TYPE ${name} gauge\n`);
    let index = 0;
    for (const { labels, valueAt } of series) {
      const head = `${name}{${labels}} `;
      // Prometheus distributes the scrapes of its targets over the interval.
      const firstSeconds =
        span.startMs / 1_000 + Math.floor(SCRAPE_SECONDS * 1_000 * unit(combine(17, index++))) / 1_000;
      for (let scrape = 0; scrape < scrapes; scrape++) {
        const value = valueAt(scrape);
        if (value !== undefined) {
          text.add(`${head}${value} ${firstSeconds + scrape * SCRAPE_SECONDS}\n`);
        }
      }
    }
  }
  text.add('# EOF\n');
  text.close();
}

function families({ nodes, pods }: SyntheticCluster, scrapes: number, startSeconds: number): Family[] {
  const replicaSets = [...new Map(pods.map((pod) => [`${pod.namespace}/${pod.replicaSet}`, pod])).values()];
  const whileItRuns = (pod: SyntheticPod) => (scrape: number) => (scrape < pod.endsAt * scrapes ? 1 : undefined);
  const always = () => 1;
  return [
    ...Object.entries(POD_METRICS).map(([name, perSecond], purpose) => ({
      name,
      series: mapped(pods, (pod, index) => ({
        labels: podLabels(pod),
        valueAt: changes(pod, combine(index, purpose), SCRAPE_SECONDS * perSecond(pod.bytesPerSecond), scrapes),
      })),
    })),
    ...ALLOWANCES.map(({ name }, purpose) => ({
      name,
      series: mapped(
        nodes.flatMap((node) => node.networkInterfaces.map((eni) => ({ node, eni }))),
        ({ node, eni }, index) => ({
          labels: `eni="${eni}",${targetLabels(node)},instance_id="${node.name}",node="${node.name}"`,
          valueAt: exceeded(node, combine(index, purpose)),
        })
      ),
    })),
    { name: 'up', series: mapped(nodes, (node) => ({ labels: targetLabels(node), valueAt: always })) },
    {
      name: 'kube_node_info',
      series: mapped(nodes, ({ name, address, instanceId }) => ({
        labels: `${KUBE},internal_ip="${address}",node="${name}",provider_id="aws:///us-east-1a/${instanceId}"`,
        valueAt: always,
      })),
    },
    {
      name: 'kube_pod_container_state_started',
      series: mapped(nodes, (node) => ({
        labels: agentPodLabels(node),
        valueAt: startOfAgent(node, scrapes, startSeconds),
      })),
    },
    {
      name: 'kube_pod_info',
      series: [
        ...nodes.map((node) => ({
          labels: `${agentPodLabels(node)},created_by_kind="DaemonSet",created_by_name="aws-network-flow-monitor-agent",host_network="true",node="${node.name}"`,
          valueAt: always,
        })),
        ...pods.map((pod) => ({
          labels: `${kubeLabels(pod)},created_by_kind="ReplicaSet",created_by_name="${pod.replicaSet}",host_network="false",node="${pod.node.name}"`,
          valueAt: whileItRuns(pod),
        })),
      ],
    },
    {
      name: 'kube_pod_status_phase',
      series: mapped(pods, (pod) => ({ labels: `${kubeLabels(pod)},phase="Running"`, valueAt: whileItRuns(pod) })),
    },
    {
      name: 'kube_pod_owner',
      series: mapped(pods, (pod) => ({
        labels: `${kubeLabels(pod)},owner_is_controller="true",owner_kind="ReplicaSet",owner_name="${pod.replicaSet}"`,
        valueAt: whileItRuns(pod),
      })),
    },
    {
      name: 'kube_replicaset_owner',
      series: mapped(replicaSets, ({ namespace, replicaSet, workload }) => ({
        labels: `${KUBE},namespace="${namespace}",owner_is_controller="true",owner_kind="Deployment",owner_name="${workload}",replicaset="${replicaSet}"`,
        valueAt: always,
      })),
    },
  ];
}

/** Yields one series after the other as they are written, because all of them do not fit into memory. */
function* mapped<Item>(items: readonly Item[], seriesOf: (item: Item, index: number) => Series): Generator<Series> {
  for (const [index, item] of items.entries()) {
    yield seriesOf(item, index);
  }
}

const KUBE = 'job="kube-state-metrics"';

function targetLabels({ address }: SyntheticNode): string {
  return `instance="${address}:9109",job="nfm"`;
}

function podLabels({ node, namespace, name }: SyntheticPod): string {
  return `iface="eni${name}",${targetLabels(node)},instance_id="${node.instanceId}",namespace="${namespace}",node="${node.name}",pod="${name}"`;
}

function kubeLabels({ namespace, name, uid }: SyntheticPod): string {
  return `${KUBE},namespace="${namespace}",pod="${name}",uid="${uid}"`;
}

function agentPodLabels({ agentPod, agentUid }: SyntheticNode): string {
  return `${KUBE},namespace="amazon-network-flow-monitor",pod="${agentPod}",uid="${agentUid}"`;
}

/**
 * What an agent exposes for a pod: values around the average, the last value forever after its end, and a spike after a
 * restart.
 */
function changes({ endsAt, node }: SyntheticPod, hash: number, usual: number, scrapes: number): Series['valueAt'] {
  const last = Math.floor(endsAt * scrapes);
  const spike = node.agentRestartsAt === undefined ? undefined : Math.ceil(node.agentRestartsAt * scrapes);
  const around = (scrape: number) =>
    Math.floor(usual * (0.5 + unit(combine(hash, scrape))) + unit(combine(hash, -scrape)));
  return (scrape) => (scrape === spike ? Math.round(2_000 * usual) : around(Math.min(scrape, last)));
}

function exceeded({ exceededPerSecond }: SyntheticNode, hash: number): Series['valueAt'] {
  return (scrape) => Math.round(2 * SCRAPE_SECONDS * exceededPerSecond * unit(combine(hash, scrape)));
}

const DAY_SECONDS = 86_400;

function startOfAgent({ agentRestartsAt }: SyntheticNode, scrapes: number, startSeconds: number): Series['valueAt'] {
  const restart = agentRestartsAt === undefined ? Infinity : Math.floor(agentRestartsAt * scrapes);
  return (scrape) => (scrape < restart ? startSeconds - DAY_SECONDS : startSeconds + restart * SCRAPE_SECONDS);
}
