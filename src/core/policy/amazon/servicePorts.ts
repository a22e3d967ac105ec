import { type ClusterIndex, namedPort } from '../clusterIndex';
import { type Pod, type Service } from '../inventory';
import { type PolicyPort, type Protocol } from '../policies';
import { type OpenPort, openedBy } from './openPort';

/**
 * The ports of a Service's ClusterIP that a rule opens, as Amazon's controller computes them: it finds the Service port whose
 * target port is the rule's port. The end of a range is kept as it is. Undefined if the rule opens none.
 *
 * @see https://github.com/aws/amazon-network-policy-controller-k8s/blob/main/pkg/resolvers/endpoints.go getMatchingServiceClusterIPs
 */
export function servicePorts(
  index: ClusterIndex,
  service: Service,
  ports: readonly PolicyPort[]
): OpenPort[] | undefined {
  const pods = index.selectedBy(service);
  return openedBy(ports, ({ protocol = 'TCP', port, endPort }) => {
    if (port === undefined) {
      return { protocol };
    }
    const listenPort = listenPortByTarget(service, port, protocol) ?? listenPortByPods(service, pods, port, protocol);
    const isShut =
      listenPort === undefined ||
      (typeof port === 'number' && leadsElsewhere(service, listenPort, protocol, pods, ports));
    return isShut ? undefined : { protocol, port: listenPort, ...(endPort !== undefined && { endPort }) };
  });
}

function listenPortByTarget({ ports }: Service, port: number | string, protocol: Protocol): number | undefined {
  return ports.find((candidate) => candidate.targetPort === port && candidate.protocol === protocol)?.port;
}

/** The rule has the number and the Service the name of a container port, or the other way around. */
function listenPortByPods(
  service: Service,
  pods: readonly Pod[],
  port: number | string,
  protocol: Protocol
): number | undefined {
  for (const pod of pods) {
    const declared = pod.ports.find(
      (candidate) => candidate.protocol === protocol && (candidate.name === port || candidate.port === port)
    );
    const number = typeof port === 'number' ? port : declared?.port;
    const found = service.ports.find(
      (candidate) =>
        candidate.protocol === protocol &&
        number !== undefined &&
        (typeof candidate.targetPort === 'number'
          ? candidate.targetPort === number
          : candidate.targetPort === declared?.name)
    );
    if (found !== undefined) {
      return found.port;
    }
  }
  return undefined;
}

/** Whether the named target port of a Service port is a number on some pod that the rule does not have. */
function leadsElsewhere(
  service: Service,
  listenPort: number,
  protocol: Protocol,
  pods: readonly Pod[],
  rulePorts: readonly PolicyPort[]
): boolean {
  const name = service.ports.find(
    (port) => port.port === listenPort && port.protocol === protocol && typeof port.targetPort === 'string'
  )?.targetPort;
  return pods.some((pod) => {
    const number = typeof name === 'string' ? namedPort(pod, name, protocol) : undefined;
    return number !== undefined && !rulePorts.some((port) => hasNumber(port, number, protocol));
  });
}

function hasNumber({ protocol = 'TCP', port, endPort }: PolicyPort, number: number, wanted: Protocol): boolean {
  if (protocol !== wanted || typeof port === 'string') {
    return false;
  }
  return port === undefined || (number >= port && number <= (endPort ?? port));
}
