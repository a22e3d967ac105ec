import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { gatewayConfig } from '../envoy/gatewayConfig';
import { SERVICE_ACCOUNT } from '../iam/trustPolicies';
import { ENVOY_IMAGE } from '../image';
import { type GatewayOptions } from '../options';
import { type Manifest, manifests } from './manifests';

/** Texts stay on one line, and repeated parts are written again. */
export const YAML = { lineWidth: 0, aliasDuplicateObjects: false } as const;

/** The labels of Grafana's pods in Grafana's own Helm chart. */
export const GRAFANA_LABELS = { 'app.kubernetes.io/name': 'grafana' } as const;

/** One file with all objects for `kubectl apply`, after the comments. */
export function plainManifests(options: GatewayOptions, comments: readonly string[]): string {
  const documents = plainObjects(options).map((object) => stringify(object, YAML));
  return [...comments.map((line) => `# ${line}\n`), documents.join('---\n')].join('');
}

/** The objects without templates. */
export function plainObjects(options: GatewayOptions): Manifest[] {
  const envoyConfig = stringify(gatewayConfig(inCluster(options)), YAML);
  return manifests({
    namespace: SERVICE_ACCOUNT.namespace,
    image: `${ENVOY_IMAGE.repository}:${ENVOY_IMAGE.tag}`,
    replicas: 2,
    serviceAccountAnnotations: {},
    clientLabels: GRAFANA_LABELS,
    apiPorts: options.targets.map(({ port }) => port),
    envoyConfig,
    configHash: createHash('sha256').update(envoyConfig).digest('hex').slice(0, 16),
  });
}

/** In a cluster, the gateway listens on the pod's addresses, and a network policy restricts who can reach it. */
export function inCluster(options: GatewayOptions): GatewayOptions {
  return { ...options, listenAddress: '0.0.0.0' };
}
