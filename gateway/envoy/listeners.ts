import { targetName } from '../../src/core/prometheus/gateway/gateway';
import { type GatewayLimits, type GatewayOptions, type GatewayTarget, type MutualTls } from '../options';
import { ADMIN_CLUSTER } from './clusters';
import { type EnvoyConfig, extension, socketAddress } from './extension';
import { httpFilters } from './filters';
import { localReplies } from './replies';
import { routes } from './routes';

const CONNECTION_MANAGER = 'envoy.filters.network.http_connection_manager';
const CONNECTION_MANAGER_TYPE = 'extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';

/** What is the same for all listeners: HTTP/1.1 only, and no tolerance for unusual requests. */
function strict({ headersSeconds, requestSeconds }: GatewayLimits): EnvoyConfig {
  return {
    codec_type: 'HTTP1',
    http_protocol_options: { accept_http_10: false, allow_chunked_length: false },
    common_http_protocol_options: {
      headers_with_underscores_action: 'REJECT_REQUEST',
      max_headers_count: 100,
      // Grafana's proxy keeps idle connections for 90 seconds. If the gateway closed them first, the next query could fail.
      idle_timeout: '120s',
    },
    max_request_headers_kb: 16,
    normalize_path: true,
    merge_slashes: false,
    path_with_escaped_slashes_action: 'REJECT_REQUEST',
    request_headers_timeout: `${headersSeconds}s`,
    request_timeout: `${requestSeconds}s`,
    stream_idle_timeout: '30s',
    server_name: 'eastwest-gateway',
    generate_request_id: false,
    skip_xff_append: true,
  };
}

/** The listener of one target. */
export function targetListener(target: GatewayTarget, options: GatewayOptions): EnvoyConfig {
  const name = targetName(target);
  const manager = extension(CONNECTION_MANAGER, CONNECTION_MANAGER_TYPE, {
    stat_prefix: name,
    ...strict(options.limits),
    access_log: [accessLog()],
    local_reply_config: localReplies(),
    http_filters: httpFilters(target, options),
    route_config: { virtual_hosts: [{ name, domains: ['*'], routes: routes(name, options.limits) }] },
  });
  return listener(name, socketAddress(options.listenAddress, target.port), {
    filters: [manager],
    ...(options.mutualTls && { transport_socket: clientCertificates(options.mutualTls) }),
  });
}

/** The listener of the health check and the metrics, which are parts of the admin interface. */
export function statusListener(options: GatewayOptions): EnvoyConfig {
  const get = { name: ':method', string_match: { exact: 'GET' } };
  const manager = extension(CONNECTION_MANAGER, CONNECTION_MANAGER_TYPE, {
    stat_prefix: 'status',
    ...strict(options.limits),
    http_filters: [extension('envoy.filters.http.router', 'extensions.filters.http.router.v3.Router')],
    route_config: {
      virtual_hosts: [
        {
          name: 'status',
          domains: ['*'],
          routes: [
            { match: { path: '/ready', headers: [get] }, route: { cluster: ADMIN_CLUSTER } },
            {
              match: { path: '/metrics', headers: [get] },
              route: { cluster: ADMIN_CLUSTER, prefix_rewrite: '/stats/prometheus' },
            },
          ],
        },
      ],
    },
  });
  return listener('status', socketAddress(options.statusAddress, options.statusPort), { filters: [manager] });
}

function listener(name: string, address: EnvoyConfig, filterChain: EnvoyConfig): EnvoyConfig {
  return { name, address, per_connection_buffer_limit_bytes: 65_536, filter_chains: [filterChain] };
}

/** One line per request, without the query string, which can contain page tokens, and without any header. */
function accessLog(): EnvoyConfig {
  return extension('envoy.access_loggers.stdout', 'extensions.access_loggers.stream.v3.StdoutAccessLog', {
    log_format: {
      json_format: {
        time: '%START_TIME%',
        operation: '%ROUTE_NAME%',
        method: '%REQ(:METHOD)%',
        path: '%PATH(NQ:PATH)%',
        status: '%RESPONSE_CODE%',
        details: '%RESPONSE_CODE_DETAILS%',
        milliseconds: '%DURATION%',
      },
    },
  });
}

function clientCertificates(files: MutualTls): EnvoyConfig {
  return extension('envoy.transport_sockets.tls', 'extensions.transport_sockets.tls.v3.DownstreamTlsContext', {
    require_client_certificate: true,
    common_tls_context: {
      tls_certificates: [
        { certificate_chain: { filename: files.certificateFile }, private_key: { filename: files.keyFile } },
      ],
      validation_context: { trusted_ca: { filename: files.clientAuthorityFile } },
    },
  });
}
