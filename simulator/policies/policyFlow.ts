/** Pairs of endpoints as flows whose verdict is wanted. */
import { type FlowEnd, type PolicyFlow } from '../../src/core/policy/policyFlow';
import { type ConversationSpec } from '../world/applications/workloads';
import { type Endpoint } from '../world/endpoints';
import { usesClusterIp } from '../world/reportedEndpoints';

function endOf(endpoint: Endpoint): FlowEnd {
  return endpoint.type === 'pod'
    ? { kind: 'pod', namespace: endpoint.namespace, name: endpoint.name }
    : { kind: 'address', address: endpoint.ip };
}

/** The connections of a pair, with the Service by way of which the client connects. */
export function policyFlowOf(client: Endpoint, server: Endpoint, spec: ConversationSpec): PolicyFlow {
  const { protocol, port } = spec;
  const service =
    client.type === 'pod' && server.type === 'pod' && usesClusterIp(server, spec) ? server.spec.service : undefined;
  return {
    client: endOf(client),
    server: endOf(server),
    protocol,
    port,
    ...(server.type === 'pod' && service !== undefined && { service: { namespace: server.namespace, name: service } }),
  };
}
