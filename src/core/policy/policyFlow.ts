import { type Protocol } from './policies';

/** One end of a flow, as observed. An address of a pod or Service of the inventory counts as the pod or Service. */
export type FlowEnd = { kind: 'pod'; namespace: string; name: string } | { kind: 'address'; address: string };

/** Connections whose verdict is wanted. Replies need no verdict. */
export interface PolicyFlow {
  client: FlowEnd;
  server: FlowEnd;
  protocol: Protocol;
  /** The server's port: the port of the Service if the server is the address of a ClusterIP, else that of the pod or host. */
  port: number;
  /** The Service by way of whose ClusterIP the client connected to the pod. Absent: directly, or not known. */
  service?: { namespace: string; name: string };
}

/** "shop/web-1" or "10.0.3.7". */
export function endText(end: FlowEnd): string {
  return end.kind === 'pod' ? `${end.namespace}/${end.name}` : end.address;
}

/** Equal for flows that verdicts do not distinguish. */
export function flowKey({ client, server, protocol, port, service }: PolicyFlow): string {
  const byService = service ? `${service.namespace}/${service.name}` : '';
  return `${endText(client)} ${endText(server)} ${protocol} ${port} ${byService}`;
}
