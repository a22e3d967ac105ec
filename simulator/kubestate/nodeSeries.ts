/** The series of kube-state-metrics for nodes and Services. */
import { type Labels, type MetricFamily, memoize } from '../exposition/exposition';
import { type IpFamily, primaryAddress } from '../world/addresses';
import { hashText } from '../world/hash';
import { uid } from '../world/kubernetesNames';
import { type ClusterNode } from '../world/nodes';
import { NODE_SOFTWARE } from '../world/nodeSoftware';
import { type ClusterService } from '../world/services';

const nodeInfo = memoize((node: ClusterNode): Labels => ({
  node: node.name,
  kernel_version: NODE_SOFTWARE.kernelVersion,
  os_image: NODE_SOFTWARE.osImage,
  container_runtime_version: NODE_SOFTWARE.containerRuntimeVersion,
  kubelet_version: NODE_SOFTWARE.kubeletVersion,
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

const autoModeLabels = memoize((node: ClusterNode): Labels => ({
  ...nodeLabels(node),
  label_eks_amazonaws_com_compute_type: 'auto',
}));

const serviceInfo = ({ namespace, name, clusterIp }: ClusterService, ipFamily: IpFamily): Labels => ({
  namespace,
  service: name,
  uid: uid(hashText(`service/${namespace}/${name}`)),
  cluster_ip: clusterIp === undefined ? 'None' : primaryAddress(clusterIp, ipFamily),
  external_name: '',
  external_traffic_policy: '',
  load_balancer_ip: '',
});

function infoFamily(name: string, help: string, series: Labels[]): MetricFamily {
  return { name, help, type: 'gauge', samples: series.map((labels) => ({ labels, value: 1 })) };
}

/** The families of nodes. */
export function nodeFamilies(nodes: ClusterNode[], isAutoMode: boolean): MetricFamily[] {
  const labels = nodes.map(isAutoMode ? autoModeLabels : nodeLabels);
  return [
    infoFamily('kube_node_info', '[STABLE] Information about a cluster node.', nodes.map(nodeInfo)),
    infoFamily('kube_node_labels', '[STABLE] Kubernetes labels converted to Prometheus labels.', labels),
  ];
}

/** The families of Services. */
export function serviceFamilies(services: ClusterService[], ipFamily: IpFamily): MetricFamily[] {
  return [
    infoFamily(
      'kube_service_info',
      '[STABLE] Information about service.',
      services.map((service) => serviceInfo(service, ipFamily))
    ),
  ];
}
