import fs from 'node:fs';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { freePort } from '../../../scripts/demo/freePort';
import { type EnvoyConfig, socketAddress } from '../../../gateway/envoy/extension';
import { checkSignature } from '../../../simulator/flowapi/signature/checkSignature';
import { type AccessKey } from '../../../simulator/flowapi/model/options';
import { type Clock } from '../../../simulator/world/clock';
import { listen, type Listening } from '../../../simulator/server/listen';
import { type Session } from './sessions';

/** A request that the service answered. */
interface StsRequest {
  action: string;
  roleArn: string;
  /** Who asked: an access key, or the token of a pod. */
  asker: string;
}

export interface SimulatedSts extends Listening {
  requests: readonly StsRequest[];
  /** The sessions that it issued, in the order of the requests. */
  sessions: readonly Session[];
}

export interface StsOptions {
  region: string;
  clock: Clock;
  /** The keys that may assume roles; sessions of the service itself may, too. */
  keys: () => readonly AccessKey[];
  /** The token with which a pod may assume its role. */
  webIdentityToken?: string;
  /** Whether a role trusts the caller. */
  trusts?: (roleArn: string) => boolean;
  issue: (name: string) => Session;
}

/** A simulated AWS Security Token Service. It answers in JSON, as it does if a request accepts that, and verifies signatures. */
export async function startSts({
  region,
  clock,
  keys,
  webIdentityToken,
  trusts,
  issue,
}: StsOptions): Promise<SimulatedSts> {
  const requests: StsRequest[] = [];
  const sessions: Session[] = [];

  /** Who asked. Throws an error if the request proves nothing. */
  async function askerOf(request: IncomingMessage, action: string, token: string | null): Promise<string> {
    if (action === 'AssumeRoleWithWebIdentity') {
      if (token === null || token !== webIdentityToken) {
        throw new Error('InvalidIdentityToken');
      }
      return token;
    }
    const { method = '', url = '', headers } = request;
    const accessKeys = [...keys(), ...sessions];
    const verifier = { service: 'sts', region, accessKeys, nowMs: clock.nowMs() };
    await checkSignature({ method, url, headers, body: Buffer.alloc(0) }, verifier);
    return /Credential=([^/]+)/.exec(headers.authorization ?? '')?.[1] ?? '';
  }

  async function answer(request: IncomingMessage): Promise<object> {
    const parameters = new URL(request.url ?? '', 'https://sts').searchParams;
    const action = parameters.get('Action') ?? '';
    const roleArn = parameters.get('RoleArn') ?? '';
    const asker = await askerOf(request, action, parameters.get('WebIdentityToken'));
    requests.push({ action, roleArn, asker });
    if (trusts?.(roleArn) === false) {
      throw new Error('AccessDenied');
    }
    const session = issue(action);
    sessions.push(session);
    return { [`${action}Response`]: { [`${action}Result`]: { Credentials: credentialsOf(session) } } };
  }

  const listening = await listen(
    (request, response) =>
      void answer(request).then(
        (body) => send(response, 200, body),
        (error: Error) => send(response, 403, { Error: { Code: error.message } })
      ),
    '127.0.0.1',
    0
  );
  return { ...listening, requests, sessions };
}

function credentialsOf({ accessKeyId, secretAccessKey, sessionToken, expiresAtMs }: Session): object {
  const expiration = Math.floor(expiresAtMs / 1_000);
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: expiration,
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** The connection of a gateway to the service. */
export interface StsConnection {
  /** What a gateway's configuration needs in addition. */
  overlay: EnvoyConfig;
  /** Leads a running gateway to an address. */
  connectTo(url: string): void;
}

/**
 * Envoy adds a cluster for the service in a Region to its configuration when it has started, and replaces any that was there
 * before. So a file replaces it again in the running gateway. Until then, the name of the service leads nowhere.
 */
export async function stsConnection(folder: string, region: string): Promise<StsConnection> {
  const directory = fs.mkdtempSync(path.join(folder, 'sts-'));
  const file = path.join(directory, 'clusters.json');
  const write = (clusters: EnvoyConfig[]) => {
    const type = { '@type': 'type.googleapis.com/envoy.config.cluster.v3.Cluster' };
    const next = path.join(folder, `${path.basename(directory)}.json`);
    fs.writeFileSync(next, JSON.stringify({ resources: clusters.map((cluster) => ({ ...type, ...cluster })) }));
    fs.renameSync(next, file);
  };
  write([]);
  return {
    overlay: {
      typed_dns_resolver_config: {
        name: 'envoy.network.dns_resolver.cares',
        typed_config: {
          '@type': 'type.googleapis.com/envoy.extensions.network.dns_resolver.cares.v3.CaresDnsResolverConfig',
          resolvers: [socketAddress('127.0.0.1', await freePort())],
        },
      },
      dynamic_resources: {
        cds_config: { path_config_source: { path: file, watched_directory: { path: directory } } },
      },
    },
    connectTo: (url) => write([stsCluster(region, Number(new URL(url).port))]),
  };
}

function stsCluster(region: string, port: number): EnvoyConfig {
  const name = `sts_token_service_internal-${region}`;
  const endpoint = { address: socketAddress('127.0.0.1', port) };
  return {
    name,
    type: 'STATIC',
    load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: [{ endpoint }] }] },
  };
}
