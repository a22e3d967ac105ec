import fs from 'node:fs';
import path from 'node:path';
import { gatewayFiles } from '../../gateway/files';
import { type EnvoyConfig } from '../../gateway/envoy/extension';
import { DEFAULT_OPTIONS, type GatewayOptions, type GatewayTarget } from '../../gateway/options';
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
  /** Roles of other accounts: each has a target of its own, which follows that of the gateway's own credentials. */
  roleArns?: readonly string[];
  /** What is added to Envoy's configuration. */
  overlay?: EnvoyConfig;
}

export interface RunningGateway {
  url: string;
  /** The URLs of the targets for the roles. */
  roleUrls: readonly string[];
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
  roleArns = [],
  overlay,
}: GatewaySettings): Promise<RunningGateway> {
  const { protocol, hostname, port: apiPort } = new URL(apiUrl);
  const [port, statusPort, adminPort] = [await freePort(), await freePort(), await freePort()];
  const target = { region, endpoint: { host: hostname, port: Number(apiPort), isTls: protocol === 'https:' } };
  const roleTargets: GatewayTarget[] = [];
  for (const roleArn of roleArns) {
    roleTargets.push({ ...target, port: await freePort(), roleArn });
  }
  const targets = [{ ...target, port }, ...roleTargets];
  const files = gatewayFiles(
    { ...DEFAULT_OPTIONS, ...options, targets, statusAddress: '127.0.0.1', statusPort, adminPort },
    'test'
  );
  const configFile = path.join(folder, `envoy-${port}.yaml`);
  fs.writeFileSync(configFile, files['envoy.yaml'] ?? '');
  const statusUrl = urlOf(statusPort);
  const config = ['--config-path', configFile, ...(overlay ? ['--config-yaml', JSON.stringify(overlay)] : [])];
  const start = () => runEnvoy(config, statusUrl, { HOME: folder, ...environment });
  let stop = await start();
  return {
    url: urlOf(port),
    roleUrls: roleTargets.map((roleTarget) => urlOf(roleTarget.port)),
    statusUrl,
    stop: () => stop(),
    start: async () => {
      stop = await start();
    },
  };
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Starts Envoy without the variables of this process, which can contain AWS credentials of a developer. */
function runEnvoy(
  config: readonly string[],
  statusUrl: string,
  environment: Record<string, string>
): Promise<() => Promise<void>> {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return runServer({
    name: 'Envoy',
    command: 'env',
    args: ['-i', ...variables, ENVOY_PROGRAM, ...config, '--concurrency', '1', '--use-dynamic-base-id'],
    readyUrl: `${statusUrl}/ready`,
  });
}
