import fs from 'node:fs';
import path from 'node:path';
import { gatewayFiles } from '../../gateway/files';
import { DEFAULT_OPTIONS, type GatewayOptions } from '../../gateway/options';
import { freePort } from './freePort';
import { runServer } from './runServer';

/** The program that scripts/setup.mjs installs for the tests, and for the demo with the gateway. */
export const ENVOY_PROGRAM = path.join(__dirname, '../../.python/gateway/envoy/_bin/envoy');

/** PyPI has no Envoy for other platforms, so that the tests are skipped there. */
export const HAS_ENVOY = (process.platform === 'linux' && process.arch === 'x64') || fs.existsSync(ENVOY_PROGRAM);

export interface GatewaySettings {
  /** A simulated API on the loopback address, with HTTP or HTTPS. */
  apiUrl: string;
  region: string;
  /** A folder for the configuration. */
  folder: string;
  /** The variables with the AWS credentials, or where they are. Envoy sees no others. */
  environment: Record<string, string>;
  options?: Partial<Omit<GatewayOptions, 'targets'>>;
}

export interface RunningGateway {
  url: string;
  /** The URL of the health check and the metrics. */
  statusUrl: string;
  /** Ends the process. */
  stop(): Promise<void>;
  /** Starts it again, at the same port. */
  start(): Promise<void>;
}

/** Starts the real Envoy on loopback, with the product's configuration, and waits until it is ready. */
export async function startGateway({
  apiUrl,
  region,
  folder,
  environment,
  options,
}: GatewaySettings): Promise<RunningGateway> {
  const { protocol, hostname, port: apiPort } = new URL(apiUrl);
  const [port, statusPort, adminPort] = [await freePort(), await freePort(), await freePort()];
  const endpoint = { host: hostname, port: Number(apiPort), isTls: protocol === 'https:' };
  const targets = [{ port, region, endpoint }];
  const files = gatewayFiles(
    { ...DEFAULT_OPTIONS, ...options, targets, statusAddress: '127.0.0.1', statusPort, adminPort },
    'test'
  );
  const configFile = path.join(folder, `envoy-${port}.yaml`);
  fs.writeFileSync(configFile, files['envoy.yaml'] ?? '');
  const statusUrl = `http://127.0.0.1:${statusPort}`;
  const start = () => runEnvoy(configFile, statusUrl, { HOME: folder, ...environment });
  let stop = await start();
  return {
    url: `http://127.0.0.1:${port}`,
    statusUrl,
    stop: () => stop(),
    start: async () => {
      stop = await start();
    },
  };
}

/** Starts Envoy without the variables of this process, which can contain AWS credentials of a developer. */
function runEnvoy(
  configFile: string,
  statusUrl: string,
  environment: Record<string, string>
): Promise<() => Promise<void>> {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return runServer({
    name: 'Envoy',
    command: 'env',
    args: [
      '-i',
      ...variables,
      ENVOY_PROGRAM,
      '--config-path',
      configFile,
      '--concurrency',
      '1',
      '--use-dynamic-base-id',
    ],
    readyUrl: `${statusUrl}/ready`,
  });
}
