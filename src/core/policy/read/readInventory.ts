import { isRecord } from '../../json';
import { type Inventory, type Namespace, type Node, type Pod, type Service, type WorkloadResource } from '../inventory';
import { type Policy, policyKey, policyName } from '../policies';
import { type PolicyEndpoint } from '../policyEndpoints';
import { InvalidMember, Member } from './members';
import {
  duplicateObject,
  namespaceMissing,
  NO_POLICIES,
  NOT_AN_OBJECT_LIST,
  NOT_ONLY_POLICIES,
  objectProblem,
  unsupportedPolicy,
} from './messages';
import { readClusterNetworkPolicy } from './readClusterNetworkPolicy';
import { readNamespace, readNode, readPod, readService } from './readObjects';
import { readApplicationNetworkPolicy, readNetworkPolicy } from './readPolicies';
import { readPolicyEndpoint } from './readPolicyEndpoint';
import { readUpstreamClusterPolicy } from './readUpstreamClusterPolicy';
import { readCronJob, readJob, readReplicatedWorkload } from './readWorkload';

/** What was read, and everything that was not. */
export interface InventoryReading {
  inventory: Inventory;
  /** What Amazon's controller computed for the policies. Empty if the objects do not include it. */
  policyEndpoints: readonly PolicyEndpoint[];
  /** Sentences about objects that were left out or are incomplete. Verdicts are only right if there are none. */
  problems: readonly string[];
  /** How many objects of kinds without influence on verdicts were left out, by kind. */
  ignored: ReadonlyMap<string, number>;
}

interface Draft {
  namespaces: Namespace[];
  pods: Pod[];
  workloads: WorkloadResource[];
  services: Service[];
  nodes: Node[];
  policies: Policy[];
  policyEndpoints: PolicyEndpoint[];
  problems: string[];
  ignored: Map<string, number>;
}

/**
 * Reads Kubernetes objects, as `kubectl get -o json` writes them: an object, a `List`, or an array of these. Only members that
 * verdicts depend on are kept. A missing namespace is a problem, too, because selectors need its labels.
 */
export function readInventory(objects: unknown): InventoryReading {
  const { policyEndpoints, problems, ignored, ...inventory } = readAll(objects);
  return {
    inventory,
    policyEndpoints,
    problems: [...problems, ...missingNamespaces(inventory), ...duplicates(inventory, policyEndpoints)],
    ignored,
  };
}

/** Policies of a file, or why they cannot be read completely. */
export interface PolicyReading {
  policies: readonly Policy[];
  problems: readonly string[];
}

/** Reads the objects of a file with nothing but policies. */
export function readPolicyObjects(objects: unknown): PolicyReading {
  const { problems, ignored, policies, ...others } = readAll(objects);
  const hasOthers = ignored.size > 0 || Object.values(others).some(({ length }) => length > 0);
  return {
    policies,
    problems: [
      ...problems,
      ...duplicates({ ...others, policies }, []),
      ...(hasOthers ? [NOT_ONLY_POLICIES] : []),
      ...(problems.length === 0 && policies.length === 0 ? [NO_POLICIES] : []),
    ],
  };
}

function readAll(objects: unknown): Draft {
  const draft: Draft = {
    namespaces: [],
    pods: [],
    workloads: [],
    services: [],
    nodes: [],
    policies: [],
    policyEndpoints: [],
    problems: [],
    ignored: new Map(),
  };
  addAll(objects, draft);
  return draft;
}

function addAll(value: unknown, draft: Draft): void {
  if (Array.isArray(value)) {
    value.forEach((entry: unknown) => addAll(entry, draft));
  } else if (!isRecord(value) || typeof value.kind !== 'string') {
    draft.problems.push(NOT_AN_OBJECT_LIST);
  } else if (value.kind.endsWith('List') && Array.isArray(value.items)) {
    // The items of a typed list, such as PodList, have no kind of their own.
    const { kind, apiVersion } = value;
    const ofItem = kind === 'List' ? {} : { kind: kind.slice(0, -'List'.length), apiVersion };
    value.items.forEach((item: unknown) => addAll(isRecord(item) ? { ...ofItem, ...item } : item, draft));
  } else {
    addObject(value, value.kind, draft);
  }
}

function addObject(object: Record<string, unknown>, kind: string, draft: Draft): void {
  try {
    add(new Member(object, ''), kind, object.apiVersion, draft);
  } catch (error) {
    if (!(error instanceof InvalidMember)) {
      throw error;
    }
    draft.problems.push(objectProblem(`${kind} ${shownName(object)}`, error.path, error.problem));
  }
}

function add(object: Member, kind: string, apiVersion: unknown, draft: Draft): void {
  switch (`${String(apiVersion)} ${kind}`) {
    case 'v1 Namespace':
      draft.namespaces.push(readNamespace(object));
      break;
    case 'v1 Pod':
      draft.pods.push(readPod(object));
      break;
    case 'apps/v1 Deployment':
      draft.workloads.push(readReplicatedWorkload(object, 'Deployment'));
      break;
    case 'apps/v1 ReplicaSet':
      draft.workloads.push(readReplicatedWorkload(object, 'ReplicaSet'));
      break;
    case 'apps/v1 StatefulSet':
      draft.workloads.push(readReplicatedWorkload(object, 'StatefulSet'));
      break;
    case 'apps/v1 DaemonSet':
      draft.workloads.push(readReplicatedWorkload(object, 'DaemonSet'));
      break;
    case 'batch/v1 Job':
      draft.workloads.push(readJob(object));
      break;
    case 'batch/v1 CronJob':
      draft.workloads.push(readCronJob(object));
      break;
    case 'v1 Service':
      draft.services.push(readService(object));
      break;
    case 'v1 Node':
      draft.nodes.push(readNode(object));
      break;
    case 'networking.k8s.io/v1 NetworkPolicy':
      draft.policies.push(readNetworkPolicy(object));
      break;
    case 'networking.k8s.aws/v1alpha1 ApplicationNetworkPolicy':
      draft.policies.push(readApplicationNetworkPolicy(object));
      break;
    case 'networking.k8s.aws/v1alpha1 ClusterNetworkPolicy':
      draft.policies.push(readClusterNetworkPolicy(object));
      break;
    case 'policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy':
      draft.policies.push(readUpstreamClusterPolicy(object));
      break;
    case 'networking.k8s.aws/v1alpha1 PolicyEndpoint':
      draft.policyEndpoints.push(readPolicyEndpoint(object));
      break;
    default:
      // Policies of Calico, Cilium, and others would change verdicts.
      if (kind.endsWith('NetworkPolicy')) {
        throw object.at('apiVersion').invalid(unsupportedPolicy(apiVersion));
      }
      draft.ignored.set(kind, (draft.ignored.get(kind) ?? 0) + 1);
  }
}

/** The name for messages, of an object that can be invalid. */
function shownName({ metadata }: Record<string, unknown>): string {
  const { namespace, name } = isRecord(metadata) ? metadata : {};
  const shown = typeof name === 'string' ? name : '(without a name)';
  return typeof namespace === 'string' ? `${namespace}/${shown}` : shown;
}

function missingNamespaces({ namespaces, pods, services, policies }: Inventory): string[] {
  const known = new Set(namespaces.map(({ name }) => name));
  const users = new Map<string, string>();
  const note = (namespace: string, user: string) => {
    if (!known.has(namespace) && !users.has(namespace)) {
      users.set(namespace, user);
    }
  };
  pods.forEach(({ namespace, name }) => note(namespace, `Pod ${namespace}/${name}`));
  services.forEach(({ namespace, name }) => note(namespace, `Service ${namespace}/${name}`));
  for (const policy of policies) {
    if (policy.kind !== 'ClusterNetworkPolicy') {
      note(policy.namespace, policyName(policy));
    }
  }
  return [...users].map(([namespace, user]) => namespaceMissing(user, namespace));
}

function duplicates(
  { namespaces, pods, workloads, services, nodes, policies }: Inventory,
  policyEndpoints: readonly PolicyEndpoint[]
): string[] {
  const seen = new Set<string>();
  const keys = new Set<string>();
  const isTwice = (policy: Policy) => keys.size === keys.add(policyKey(policy)).size;
  const names = [
    ...namespaces.map(({ name }) => `Namespace ${name}`),
    ...pods.map(({ namespace, name }) => `Pod ${namespace}/${name}`),
    ...workloads.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`),
    ...services.map(({ namespace, name }) => `Service ${namespace}/${name}`),
    ...nodes.map(({ name }) => `Node ${name}`),
    ...policyEndpoints.map(({ namespace, name }) => `PolicyEndpoint ${namespace}/${name}`),
  ];
  const twice = names.filter((name) => seen.size === seen.add(name).size);
  return [...twice, ...policies.filter(isTwice).map(policyName)].map(duplicateObject);
}
