import { partitionOf } from './partitions';

/** An AWS Region, or an account in it, for which the gateway signs requests. */
export interface GatewayTarget {
  /** The port at which the data source reaches this target. */
  port: number;
  /** The AWS Region, such as "eu-west-1". */
  region: string;
  /** A role in another account that the gateway assumes for its requests. Without it, the gateway's own role signs. */
  roleArn?: string;
  /** Whether the API's endpoint is the one that uses only cryptography validated by FIPS 140. */
  isFips?: boolean;
  /** The API's endpoint. By default, the public endpoint of the Region. */
  endpoint?: GatewayEndpoint;
}

/** A host that answers the API's requests. */
export interface GatewayEndpoint {
  host: string;
  port: number;
  /** False only for a simulated API on the loopback address. */
  isTls: boolean;
}

/** The limits for requests to one target. */
export interface GatewayLimits {
  /** How many requests are accepted at once, and how many more in each interval after that. */
  requests: { burst: number; perInterval: number; intervalSeconds: number };
  /** The largest body of a request, in bytes. */
  bodyBytes: number;
  /** The time within which a client must send the headers of a request, and then the whole request, in seconds. */
  headersSeconds: number;
  requestSeconds: number;
  /** The time within which the API must respond, in seconds. Grafana's proxy waits for 30 seconds. */
  responseSeconds: number;
}

/** The files of a gateway that requires certificates of its clients. */
export interface MutualTls {
  certificateFile: string;
  keyFile: string;
  /** The authority that signs the certificates of clients. */
  clientAuthorityFile: string;
}

/** The options of a gateway. Each target has a listener of its own. */
export interface GatewayOptions {
  targets: readonly GatewayTarget[];
  /** The address at which the targets are reachable. "127.0.0.1" if Grafana runs on the same host or in the same pod. */
  listenAddress: string;
  /** The address and the port of the health check and the metrics. */
  statusAddress: string;
  statusPort: number;
  /** The port of Envoy's admin interface, on the loopback address. */
  adminPort: number;
  /** A file with the certificates of authorities that sign AWS certificates. */
  trustedAuthoritiesFile: string;
  limits: GatewayLimits;
  /** A file with the token that clients must send, in the format of `clientTokenFile`. */
  clientTokenFile?: string;
  /** Without it, the gateway uses HTTP. */
  mutualTls?: MutualTls;
}

/** The port of the first target. */
export const FIRST_PORT = 9700;

/** The options of the committed configuration, without its Region. */
export const DEFAULT_OPTIONS: Omit<GatewayOptions, 'targets'> = {
  listenAddress: '127.0.0.1',
  statusAddress: '0.0.0.0',
  statusPort: 9790,
  adminPort: 9791,
  trustedAuthoritiesFile: '/etc/ssl/certs/ca-certificates.crt',
  limits: {
    // The data source starts at 50 requests per second and adapts.
    requests: { burst: 200, perInterval: 50, intervalSeconds: 1 },
    // The largest body of a query is below 2 kB: it names at most a few hundred categories, addresses, and pods.
    bodyBytes: 16_384,
    headersSeconds: 10,
    requestSeconds: 20,
    responseSeconds: 20,
  },
};

/**
 * The endpoint of a target. By default, the public one of its Region.
 *
 * Source: the endpoint rules of networkflowmonitor in the AWS SDKs (botocore 1.44.8).
 */
export function endpointOf(target: GatewayTarget): GatewayEndpoint {
  return target.endpoint ?? publicEndpoint(target);
}

function publicEndpoint({ region, isFips }: GatewayTarget): GatewayEndpoint {
  const partition = partitionOf(region);
  if (partition === undefined) {
    throw new Error(`"${region}" is not an AWS Region.`);
  }
  const service = isFips === true ? 'networkflowmonitor-fips' : 'networkflowmonitor';
  return { host: `${service}.${region}.${partition.endpointDomain}`, port: 443, isTls: true };
}
