import { stringify } from 'yaml';
import { gatewayConfig } from './envoy/gatewayConfig';
import { ENVOY_IMAGE } from './image';
import { type GatewayOptions } from './options';

/**
 * The container definition that runs the gateway next to Grafana in a task of Amazon ECS. In the network mode "awsvpc", the
 * containers of a task share the loopback address, on which the gateway listens. The configuration is in the command, so that
 * the task needs no volume.
 */
export function ecsContainer(options: GatewayOptions): object {
  const config = stringify(gatewayConfig(options), { lineWidth: 0, aliasDuplicateObjects: false });
  return {
    name: 'eastwest-gateway',
    image: `${ENVOY_IMAGE.repository}:${ENVOY_IMAGE.tag}`,
    essential: true,
    readonlyRootFilesystem: true,
    command: ['--config-yaml', config, '--concurrency', '1', '--log-level', 'warning'],
    memory: 256,
    cpu: 128,
    logConfiguration: {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': '/ecs/eastwest-gateway',
        'awslogs-region': options.targets[0]?.region ?? '',
        'awslogs-stream-prefix': 'gateway',
      },
    },
  };
}
