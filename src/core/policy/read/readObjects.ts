import { parseAddress } from '../addressRange';
import {
  type ContainerPort,
  type Namespace,
  type Node,
  type Owner,
  type Pod,
  type Service,
  type ServicePort,
} from '../inventory';
import { type Protocol } from '../policies';
import { type Member } from './members';
import { notAnAddress } from './messages';

export const MAX_PORT = 65_535;

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

const ENDED_PHASES = ['Succeeded', 'Failed'];

/** Reads a protocol. The API server sets TCP if it is absent. */
export function readProtocol(member: Member): Protocol {
  return member.isAbsent ? 'TCP' : member.choice(PROTOCOLS);
}

export function readNamespace(object: Member): Namespace {
  const name = nameOf(object);
  const labels = object.at('metadata').at('labels').labels();
  return { name, labels: { ...labels, 'kubernetes.io/metadata.name': name } };
}

export function readPod(object: Member): Pod {
  const [spec, status] = [object.at('spec'), object.at('status')];
  const [node, nodeAddress] = [spec.at('nodeName').optionalText(), status.at('hostIP').optionalText()];
  const owner = ownerOf(object);
  const createdMs = object.at('metadata').at('creationTimestamp').optionalTimeMs();
  return {
    ...namespacedName(object),
    labels: object.at('metadata').at('labels').labels(),
    addresses: addressesOf(status),
    ports: containerPorts(spec),
    isHostNetwork: spec.at('hostNetwork').optionalFlag(),
    hasEnded: ENDED_PHASES.includes(status.at('phase').optionalText() ?? ''),
    ...(node !== undefined && { node }),
    ...(nodeAddress !== undefined && { nodeAddress }),
    ...(owner !== undefined && { owner }),
    ...(createdMs !== undefined && { createdMs }),
  };
}

export function readService(object: Member): Service {
  const spec = object.at('spec');
  const clusterIP = spec.at('clusterIP').optionalText();
  return {
    ...namespacedName(object),
    ...(clusterIP !== undefined && clusterIP !== 'None' && { clusterIP: addressOf(spec.at('clusterIP')) }),
    selector: spec.at('selector').labels(),
    ports: spec.at('ports').list().map(readServicePort),
  };
}

export function readNode(object: Member): Node {
  const labels = object.at('metadata').at('labels').labels();
  const addresses = object.at('status').at('addresses').list();
  const isIP = (address: Member) => ['InternalIP', 'ExternalIP'].includes(address.at('type').text());
  const unsupported = unsupportedBecause(labels);
  return {
    name: nameOf(object),
    addresses: addresses.filter(isIP).map((address) => addressOf(address.at('address'))),
    ...(unsupported !== undefined && { unsupported }),
    ...(labels['eks.amazonaws.com/compute-type'] === 'auto' && { isAutoMode: true }),
  };
}

/** The labels that EKS sets on the nodes of Fargate, and the kubelet on those of Windows. */
function unsupportedBecause(labels: Readonly<Record<string, string>>): Node['unsupported'] {
  if (labels['eks.amazonaws.com/compute-type'] === 'fargate') {
    return 'Fargate';
  }
  return labels['kubernetes.io/os'] === 'windows' ? 'Windows' : undefined;
}

export function nameOf(object: Member): string {
  return object.at('metadata').at('name').text();
}

/** The API server sets the namespace of every object in a namespace; manifests can leave it out. */
export function namespacedName(object: Member): { namespace: string; name: string } {
  return { namespace: object.at('metadata').at('namespace').optionalText() ?? 'default', name: nameOf(object) };
}

function addressOf(member: Member): string {
  const address = parseAddress(member.text());
  if (address === undefined) {
    throw member.invalid(notAnAddress(member.text()));
  }
  return address.toString();
}

/** `podIPs` contains `podIP`; old API servers have only the latter. */
function addressesOf(status: Member): string[] {
  const addresses = status
    .at('podIPs')
    .list()
    .map((entry) => addressOf(entry.at('ip')));
  const primary = status.at('podIP');
  return addresses.length > 0 || primary.optionalText() === undefined ? addresses : [addressOf(primary)];
}

/** The controller among the owners; undefined for objects that users created. */
export function ownerOf(object: Member): Owner | undefined {
  const owner = object
    .at('metadata')
    .at('ownerReferences')
    .list()
    .find((reference) => reference.at('controller').optionalFlag());
  return owner && { kind: owner.at('kind').text(), name: owner.at('name').text() };
}

/** The ports of all containers. @param spec the `spec` of a pod or a pod template. */
export function containerPorts(spec: Member): ContainerPort[] {
  const ports = spec
    .at('containers')
    .list()
    .flatMap((container) => container.at('ports').list());
  return ports.map((port) => {
    const name = port.at('name').optionalText();
    return {
      ...(name !== undefined && { name }),
      port: port.at('containerPort').integer(1, MAX_PORT),
      protocol: readProtocol(port.at('protocol')),
    };
  });
}

/** The API server sets the target port to the port if it is absent. */
function readServicePort(member: Member): ServicePort {
  const port = member.at('port').integer(1, MAX_PORT);
  const targetPort = member.at('targetPort');
  return {
    port,
    protocol: readProtocol(member.at('protocol')),
    targetPort: targetPort.isAbsent ? port : targetPort.integerOrText(1, MAX_PORT),
  };
}
