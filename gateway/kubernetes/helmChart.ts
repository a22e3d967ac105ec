import { stringify } from 'yaml';
import { gatewayConfig } from '../envoy/gatewayConfig';
import { ENVOY_VERSION } from '../image';
import { FIRST_PORT, type GatewayOptions } from '../options';
import { PARTITIONS } from '../partitions';
import { chartValues, VALUES_SCHEMA } from './chartValues';
import { manifests } from './manifests';
import { GRAFANA_LABELS, inCluster, YAML } from './plainManifests';

const CHART = 'eastwest-gateway';
const CONFIG = `${CHART}.config`;
const HOST = `${CHART}.host`;

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
    'values.yaml': chartValues(options),
    'values.schema.json': `${JSON.stringify(VALUES_SCHEMA, undefined, 2)}\n`,
    'templates/_config.tpl': configTemplates(options),
    'templates/gateway.yaml': objectTemplates(),
  };
}

/** The definitions of the API's host in the Region of the values, and of Envoy's configuration with it. */
function configTemplates(options: GatewayOptions): string {
  const endpoint = { host: `{{ include "${HOST}" . }}`, port: 443, isTls: true };
  const target = { ...options.targets[0], port: FIRST_PORT, region: '{{ .Values.region }}', endpoint };
  const config = withoutQuotes(stringify(gatewayConfig(inCluster({ ...options, targets: [target] })), YAML));
  return `{{- define "${HOST}" -}}
networkflowmonitor{{ if .Values.fips }}-fips{{ end }}.{{ .Values.region }}.
${domainTemplate()}
{{- end -}}
{{- define "${CONFIG}" -}}
{{- if .Values.envoyConfig -}}
{{ .Values.envoyConfig }}
{{- else -}}
${config}{{ end }}
{{- end -}}
`;
}

/** The domain of the endpoints in the partition of the Region. */
function domainTemplate(): string {
  const cases = PARTITIONS.map(({ regions, endpointDomain }, index) => {
    const keyword = index === 0 ? 'if' : 'else if';
    return `{{- ${keyword} regexMatch "${regions}" .Values.region -}}\n${endpointDomain}\n`;
  });
  return `${cases.join('')}{{- end -}}`;
}

function objectTemplates(): string {
  const labels = Object.entries(GRAFANA_LABELS)
    .flat()
    .map((text) => `"${text}"`)
    .join(' ');
  const objects = manifests({
    namespace: '{{ .Release.Namespace }}',
    image: '{{ .Values.image.repository }}:{{ .Values.image.tag }}',
    replicas: '{{ .Values.replicas }}',
    serviceAccountAnnotations: '{{ toJson .Values.serviceAccount.annotations }}',
    clientLabels: `{{ .Values.clientLabels | default (dict ${labels}) | toJson }}`,
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
