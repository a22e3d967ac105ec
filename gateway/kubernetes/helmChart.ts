import { stringify } from 'yaml';
import { gatewayConfig } from '../envoy/gatewayConfig';
import { ENVOY_IMAGE, ENVOY_VERSION } from '../image';
import { FIRST_PORT, type GatewayOptions } from '../options';
import { manifests } from './manifests';
import { GRAFANA_LABELS, inCluster } from './plainManifests';

const CHART = 'eastwest-gateway';
const CONFIG = `${CHART}.config`;
const YAML = { lineWidth: 0, aliasDuplicateObjects: false } as const;

/**
 * The files of the Helm chart, by their paths in it. The objects are those of the plain manifests, with templates as values.
 *
 * @param version the version of the chart, which is that of the plugin
 */
export function helmChart(options: GatewayOptions, version: string): Record<string, string> {
  return {
    'Chart.yaml': stringify({
      apiVersion: 'v2',
      name: CHART,
      description: 'Envoy as the gateway between Grafana and the network-flow API of AWS',
      type: 'application',
      version,
      appVersion: ENVOY_VERSION,
    }),
    'values.yaml': VALUES,
    'templates/_config.tpl': configTemplate(options),
    'templates/gateway.yaml': objectTemplates(),
  };
}

const VALUES = `# The AWS Region whose network-flow API Grafana queries.
region: us-east-1
# Another configuration with one port, such as for a role in another account or with a client token. Write it with
# \`npm run gateway -- --listen-address 0.0.0.0 …\`, and set it with --set-file envoyConfig=envoy.yaml.
envoyConfig: ""
image:
  repository: ${ENVOY_IMAGE.repository}
  tag: ${ENVOY_IMAGE.tag}
replicas: 2
serviceAccount:
  # For IRSA: { eks.amazonaws.com/role-arn: "arn:aws:iam::ACCOUNT_ID:role/eastwest-gateway" }. EKS Pod Identity needs none.
  annotations: {}
# The labels of Grafana's pods, which alone can send requests.
clientLabels:
${Object.entries(GRAFANA_LABELS)
  .map(([label, value]) => `  ${label}: ${value}\n`)
  .join('')}`;

function configTemplate(options: GatewayOptions): string {
  const ofRegion = { ...options, targets: [{ port: FIRST_PORT, region: '{{ .Values.region }}' }] };
  const config = stringify(gatewayConfig(inCluster(ofRegion)), YAML);
  return `{{- define "${CONFIG}" -}}
{{- if .Values.envoyConfig -}}
{{ .Values.envoyConfig }}
{{- else -}}
${config}{{- end -}}
{{- end -}}
`;
}

function objectTemplates(): string {
  const objects = manifests({
    namespace: '{{ .Release.Namespace }}',
    image: '{{ .Values.image.repository }}:{{ .Values.image.tag }}',
    replicas: '{{ .Values.replicas }}',
    serviceAccountAnnotations: '{{ toJson .Values.serviceAccount.annotations }}',
    clientLabels: '{{ toJson .Values.clientLabels }}',
    apiPorts: [FIRST_PORT],
    envoyConfig: `{{ include "${CONFIG}" . | toJson }}`,
    configHash: `{{ include "${CONFIG}" . | sha256sum | trunc 16 | quote }}`,
  });
  return objects.map((object) => withoutQuotes(stringify(object, YAML))).join('---\n');
}

/** Removes YAML's quotes around templates, which would turn the rendered numbers and objects into text. */
function withoutQuotes(yaml: string): string {
  return yaml.replace(/: (["'])(\{\{.*\}\})\1$/gm, (_, quote: string, template: string) => {
    return `: ${quote === '"' ? template.replaceAll('\\"', '"') : template}`;
  });
}
