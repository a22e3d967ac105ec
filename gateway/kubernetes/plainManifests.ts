import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { gatewayConfig } from '../envoy/gatewayConfig';
import { SERVICE_ACCOUNT } from '../iam/trustPolicies';
import { ENVOY_IMAGE } from '../image';
import { type GatewayOptions } from '../options';
import { manifests } from './manifests';

/** The labels of Grafana's pods in Grafana's own Helm chart. */
export const GRAFANA_LABELS = { 'app.kubernetes.io/name': 'grafana' } as const;

/** One file with all objects for `kubectl apply`, after the comments. */
export function plainManifests(options: GatewayOptions, comments: readonly string[]): string {
  const envoyConfig = stringify(gatewayConfig(inCluster(options)), { lineWidth: 0, aliasDuplicateObjects: false });
  const objects = manifests({
    namespace: SERVICE_ACCOUNT.namespace,
    image: `${ENVOY_IMAGE.repository}:${ENVOY_IMAGE.tag}`,
    replicas: 2,
    serviceAccountAnnotations: {},
    clientLabels: GRAFANA_LABELS,
    apiPorts: options.targets.map(({ port }) => port),
    envoyConfig,
    configHash: createHash('sha256').update(envoyConfig).digest('hex').slice(0, 16),
  });
  const documents = objects.map((object) => stringify(object, { lineWidth: 0, aliasDuplicateObjects: false }));
  return [...comments.map((line) => `# ${line}\n`), documents.join('---\n')].join('');
}

/** In a cluster, the gateway listens on the pod's addresses, and a network policy restricts who can reach it. */
export function inCluster(options: GatewayOptions): GatewayOptions {
  return { ...options, listenAddress: '0.0.0.0' };
}
