/** The series of kube-state-metrics for nodes and Services. */
import { type Labels, type MetricFamily, memoize } from '../exposition/exposition';
import { type IpFamily, primaryAddress } from '../world/addresses';
import { hashText } from '../world/hash';
import { uid } from '../world/kubernetesNames';
import { type ClusterNode } from '../world/nodes';
import { clusterIp } from '../world/services';
import { type WorkloadSpec } from '../world/applications/workloads';

const nodeInfo = memoize((node: ClusterNode): Labels => ({
  node: node.name,
  kernel_version: '6.12.40-64.114.amzn2023.x86_64',
  os_image: 'Amazon Linux 2023.8.20250721',
  container_runtime_version: 'containerd://2.0.5',
  kubelet_version: 'v1.33.3-eks-3abbec1',
  kubeproxy_version: 'deprecated',
  provider_id: `aws:///${node.azName}/${node.instanceId}`,
  pod_cidr: '',
  system_uuid: uid(hashText(node.instanceId)),
  internal_ip: node.ip,
}));

/** The labels that `--metric-labels-allowlist=nodes=[…]` permits. */
const nodeLabels = memoize((node: ClusterNode): Labels => ({
  node: node.name,
  label_topology_kubernetes_io_zone: node.azName,
  label_topology_k8s_aws_zone_id: node.azId,
  label_topology_kubernetes_io_region: node.region,
  label_node_kubernetes_io_instance_type: node.instanceType,
}));

const serviceInfo = (spec: WorkloadSpec, ipFamily: IpFamily): Labels => ({
  namespace: spec.namespace,
  service: spec.service ?? '',
  uid: uid(hashText(`service/${spec.namespace}/${spec.service}`)),
  // The Service of a StatefulSet is headless.
  cluster_ip: spec.kind === 'StatefulSet' ? 'None' : primaryAddress(clusterIp(spec), ipFamily),
  external_name: '',
  external_traffic_policy: '',
  load_balancer_ip: '',
});

function infoFamily(name: string, help: string, series: Labels[]): MetricFamily {
  return { name, help, type: 'gauge', samples: series.map((labels) => ({ labels, value: 1 })) };
}

/** The families of nodes. */
export function nodeFamilies(nodes: ClusterNode[]): MetricFamily[] {
  return [
    infoFamily('kube_node_info', '[STABLE] Information about a cluster node.', nodes.map(nodeInfo)),
    infoFamily('kube_node_labels', '[STABLE] Kubernetes labels converted to Prometheus labels.', nodes.map(nodeLabels)),
  ];
}

/** The families of Services. */
export function serviceFamilies(workloads: WorkloadSpec[], ipFamily: IpFamily): MetricFamily[] {
  const withService = workloads.filter((spec) => spec.service !== undefined);
  return [
    infoFamily(
      'kube_service_info',
      '[STABLE] Information about service.',
      withService.map((spec) => serviceInfo(spec, ipFamily))
    ),
  ];
}
