import { type GatewayOptions } from '../options';
import { adminCluster, targetCluster } from './clusters';
import { type EnvoyConfig, extension, socketAddress } from './extension';
import { statusListener, targetListener } from './listeners';

const MAX_CONNECTIONS = 500;

/**
 * The configuration of the gateway, for Envoy 1.40 or later: it passes on the listed operations of the network-flow API,
 * with an AWS signature, and refuses everything else.
 */
export function gatewayConfig(options: GatewayOptions): EnvoyConfig {
  return {
    node: { id: 'eastwest-gateway', cluster: 'eastwest-gateway' },
    admin: { address: socketAddress('127.0.0.1', options.adminPort) },
    layered_runtime: {
      layers: [{ name: 'static', static_layer: { re2: { max_program_size: { error_level: 1_000 } } } }],
    },
    overload_manager: {
      resource_monitors: [
        extension(
          'envoy.resource_monitors.global_downstream_max_connections',
          'extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig',
          { max_active_downstream_connections: MAX_CONNECTIONS }
        ),
      ],
    },
    static_resources: {
      listeners: [...options.targets.map((target) => targetListener(target, options)), statusListener(options)],
      clusters: [...options.targets.map((target) => targetCluster(target, options)), adminCluster(options)],
    },
  };
}
