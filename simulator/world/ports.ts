/**
 * The ports of containers and Services. Pods accept connections at the ports of the world's workloads; these are the
 * target ports of their Services. Flows have the ports of pods, because the agent resolves the translation of addresses;
 * only if network policies deny a connection before its translation, the flow has the port of the Service.
 */
import { type WorkloadSpec } from './applications/workloads';

/** A port of a container. */
export interface ContainerPort {
  name: string;
  containerPort: number;
  protocol: 'TCP' | 'UDP';
  /** For pods in the host network. */
  hostPort?: number;
}

/** A port of a Service. */
export interface ServicePort {
  name: string;
  port: number;
  protocol: 'TCP' | 'UDP';
  /** The name or the number of the container port. */
  targetPort: number | string;
}

const DNS_PORT = 53;

const NAMES: Readonly<Record<number, string>> = {
  [DNS_PORT]: 'dns-tcp',
  2020: 'http',
  3000: 'http',
  3306: 'mysql',
  4000: 'http',
  5432: 'postgresql',
  5672: 'amqp',
  6379: 'redis',
  8000: 'http',
  8080: 'http',
  8081: 'telemetry',
  8085: 'metrics',
  8443: 'https',
  9090: 'metrics',
  9093: 'http',
  9094: 'cluster',
  9100: 'metrics',
  9109: 'metrics',
  9153: 'metrics',
  9253: 'metrics',
  9443: 'webhook-server',
  9464: 'metrics',
  9808: 'healthz',
  10250: 'https',
  15021: 'status-port',
  15672: 'http-management',
  29500: 'rendezvous',
};

/** The Service ports of container ports by their names. Other Service ports are equal to their container ports. */
const SERVICE_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, 'webhook-server': 443 };

/** Its Service has the ports of the container, as in the chart. */
const WITHOUT_TRANSLATION = 'kube-state-metrics';

function nameOf(port: number): string {
  return NAMES[port] ?? `tcp-${port}`;
}

/** The declared ports of a workload's container. */
export function containerPorts({ tcpPorts, hostNetwork }: WorkloadSpec): ContainerPort[] {
  const host = (port: number) => (hostNetwork ? { hostPort: port } : {});
  return tcpPorts.flatMap((port): ContainerPort[] => [
    ...(port === DNS_PORT ? [{ containerPort: port, name: 'dns', protocol: 'UDP' as const, ...host(port) }] : []),
    { containerPort: port, name: nameOf(port), protocol: 'TCP', ...host(port) },
  ]);
}

/** The port of a workload's Service that leads to a port of its pods; undefined if there is none. */
export function servicePortTo(spec: WorkloadSpec, port: number, protocol: 'TCP' | 'UDP'): number | undefined {
  const container = containerPorts(spec).find((each) => each.containerPort === port && each.protocol === protocol);
  return servicePorts(spec).find((each) => each.name === container?.name)?.port;
}

/**
 * The ports of a workload's Service. Deployments use the port that clients expect, such as 80, and name the container
 * port; headless Services do not translate ports.
 */
export function servicePorts(spec: WorkloadSpec): ServicePort[] {
  return containerPorts(spec).map(({ name, containerPort, protocol }) => {
    const port = spec.kind === 'Deployment' && spec.workload !== WITHOUT_TRANSLATION ? SERVICE_PORTS[name] : undefined;
    return { name, port: port ?? containerPort, protocol, targetPort: port === undefined ? containerPort : name };
  });
}
