/** Nodes as objects of the Kubernetes API, with the labels that EKS sets. */
import { type ClusterNode } from '../world/nodes';
import { NODE_SOFTWARE } from '../world/nodeSoftware';
import { type KubernetesObject, objectOf, type Texts } from './object';
import { addressesOf } from './pods';
import { clusterCreatedMs, type ClusterSnapshot } from './snapshot';

/** @see https://docs.aws.amazon.com/eks/latest/userguide/set-builtin-node-labels.html */
const AUTO_MODE_LABELS: Texts = {
  'eks.amazonaws.com/compute-type': 'auto',
  'eks.amazonaws.com/nodeclass': 'default',
  'karpenter.sh/nodepool': 'general-purpose',
};

const NODE_GROUP_LABELS: Texts = {
  'eks.amazonaws.com/capacityType': 'ON_DEMAND',
  'eks.amazonaws.com/nodegroup': 'default',
};

function labelsOf({ name, azName, azId, region, instanceType }: ClusterNode, isAutoMode: boolean): Texts {
  return {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    ...(isAutoMode ? AUTO_MODE_LABELS : NODE_GROUP_LABELS),
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    'node.kubernetes.io/instance-type': instanceType,
    'topology.k8s.aws/zone-id': azId,
    'topology.kubernetes.io/region': region,
    'topology.kubernetes.io/zone': azName,
  };
}

function nodeObject(node: ClusterNode, { world }: ClusterSnapshot): KubernetesObject {
  const { name, ip, uid } = node;
  const internal = addressesOf(ip, world.facts).map((address) => ({ address, type: 'InternalIP' }));
  return objectOf({ apiVersion: 'v1', kind: 'Node', name }, clusterCreatedMs(world), {
    metadata: {
      annotations: { 'node.alpha.kubernetes.io/ttl': '0' },
      labels: labelsOf(node, world.options.dns === 'auto-mode'),
      uid,
    },
    spec: { providerID: `aws:///${node.azName}/${node.instanceId}` },
    status: {
      addresses: [...internal, { address: name, type: 'InternalDNS' }, { address: name, type: 'Hostname' }],
      conditions: [{ reason: 'KubeletReady', status: 'True', type: 'Ready' }],
      nodeInfo: { architecture: 'amd64', operatingSystem: 'linux', ...NODE_SOFTWARE },
    },
  });
}

/** The nodes of a snapshot. */
export function nodeObjects(snapshot: ClusterSnapshot): KubernetesObject[] {
  return snapshot.world.nodes.map((node) => nodeObject(node, snapshot));
}
