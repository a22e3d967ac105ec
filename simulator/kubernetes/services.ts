/** Services as objects of the Kubernetes API. */
import { ipv6Of, primaryAddress } from '../world/addresses';
import { type ClusterFacts } from '../world/clusterFacts';
import { type ClusterService, clusterServices } from '../world/services';
import { workloadLabels } from './labels';
import { type KubernetesObject, objectOf } from './object';
import { type ServicePort, servicePorts } from '../world/ports';
import { clusterCreatedMs, type ClusterSnapshot } from './snapshot';

const API_SERVER_PORTS: ServicePort[] = [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 443 }];
const API_SERVER_LABELS = { component: 'apiserver', provider: 'kubernetes' };
const NO_CLUSTER_IP = 'None';

function clusterIpsOf({ clusterIp }: ClusterService, { ipFamily }: ClusterFacts): string[] {
  if (clusterIp === undefined) {
    return [NO_CLUSTER_IP];
  }
  const primary = primaryAddress(clusterIp, ipFamily);
  return ipFamily === 'dual-stack' ? [primary, ipv6Of(clusterIp)] : [primary];
}

function familiesOf({ ipFamily }: ClusterFacts): string[] {
  switch (ipFamily) {
    case 'dual-stack':
      return ['IPv4', 'IPv6'];
    case 'IPv6':
      return ['IPv6'];
    default:
      return ['IPv4'];
  }
}

function serviceObject(service: ClusterService, { world }: ClusterSnapshot): KubernetesObject {
  const { namespace, name, workload } = service;
  const clusterIPs = clusterIpsOf(service, world.facts);
  const ipFamilies = familiesOf(world.facts);
  const labels = workload && workloadLabels(workload);
  return objectOf({ apiVersion: 'v1', kind: 'Service', namespace, name }, clusterCreatedMs(world), {
    metadata: { labels: labels?.pod ?? API_SERVER_LABELS },
    spec: {
      clusterIP: clusterIPs[0],
      clusterIPs,
      internalTrafficPolicy: 'Cluster',
      ipFamilies,
      ipFamilyPolicy: ipFamilies.length > 1 ? 'RequireDualStack' : 'SingleStack',
      ports: workload ? servicePorts(workload) : API_SERVER_PORTS,
      ...(labels && { selector: labels.service }),
      sessionAffinity: 'None',
      type: 'ClusterIP',
    },
    status: { loadBalancer: {} },
  });
}

/** The Services of a snapshot. */
export function serviceObjects(snapshot: ClusterSnapshot): KubernetesObject[] {
  return clusterServices(snapshot.world.workloads).map((service) => serviceObject(service, snapshot));
}
