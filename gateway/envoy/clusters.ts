import { targetName } from '../../src/core/prometheus/gateway/gateway';
import { endpointOf, type GatewayOptions, type GatewayTarget } from '../options';
import { type EnvoyConfig, extension, socketAddress } from './extension';

/** The cluster of Envoy's own admin interface. */
export const ADMIN_CLUSTER = 'admin';

/** More requests at the same time wait, and more than twice as many are refused. */
const CONCURRENT_REQUESTS = 64;

/** The API's endpoint of a target. The certificate must be of the endpoint's host, and signed by a trusted authority. */
export function targetCluster(target: GatewayTarget, { trustedAuthoritiesFile }: GatewayOptions): EnvoyConfig {
  const { host, port, isTls } = endpointOf(target);
  const name = targetName(target);
  const limits = {
    max_connections: CONCURRENT_REQUESTS,
    max_requests: CONCURRENT_REQUESTS,
    max_pending_requests: CONCURRENT_REQUESTS,
  };
  return {
    ...cluster(name, 'LOGICAL_DNS', host, port),
    // The endpoint has IPv4 and IPv6 addresses, of which only one kind may be reachable. Envoy tries both.
    dns_lookup_family: 'ALL',
    circuit_breakers: { thresholds: [limits] },
    ...(isTls && { transport_socket: tls(host, trustedAuthoritiesFile) }),
  };
}

/** The admin interface, for the status listener. */
export function adminCluster({ adminPort }: GatewayOptions): EnvoyConfig {
  return cluster(ADMIN_CLUSTER, 'STATIC', '127.0.0.1', adminPort);
}

function cluster(name: string, type: 'STATIC' | 'LOGICAL_DNS', host: string, port: number): EnvoyConfig {
  const endpoint = { address: socketAddress(host, port) };
  return {
    name,
    type,
    connect_timeout: '5s',
    load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: [{ endpoint }] }] },
  };
}

function tls(host: string, trustedAuthoritiesFile: string): EnvoyConfig {
  return extension('envoy.transport_sockets.tls', 'extensions.transport_sockets.tls.v3.UpstreamTlsContext', {
    sni: host,
    common_tls_context: {
      // Without a maximum, Envoy offers TLS 1.2 only to servers.
      tls_params: { tls_minimum_protocol_version: 'TLSv1_2', tls_maximum_protocol_version: 'TLSv1_3' },
      validation_context: {
        trusted_ca: { filename: trustedAuthoritiesFile },
        match_typed_subject_alt_names: [{ san_type: 'DNS', matcher: { exact: host } }],
      },
    },
  });
}
