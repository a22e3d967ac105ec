import { ENVOY_IMAGE } from '../image';
import { type GatewayOptions } from '../options';
import { PARTITIONS } from '../partitions';
import { GRAFANA_LABELS } from './plainManifests';

/** The file with the chart's default values. */
export function chartValues({ targets: [target] }: GatewayOptions): string {
  return `# The AWS Region whose network-flow API Grafana queries.
region: ${target?.region}
# Whether the gateway uses the FIPS endpoint of the Region.
fips: ${target?.isFips === true}
# Another configuration for Envoy with one port, at which it listens on 0.0.0.0:9700. Set it with
# --set-file envoyConfig=envoy.yaml.
envoyConfig: ""
image:
  repository: ${ENVOY_IMAGE.repository}
  tag: ${ENVOY_IMAGE.tag}
replicas: 2
serviceAccount:
  # For IRSA: { eks.amazonaws.com/role-arn: "arn:aws:iam::ACCOUNT_ID:role/eastwest-gateway" }. EKS Pod Identity needs none.
  annotations: {}
# The labels of Grafana's pods, which alone can send requests. If empty: ${JSON.stringify(GRAFANA_LABELS)}.
clientLabels: {}
`;
}

const text = { type: 'string' };
const notEmpty = { type: 'string', minLength: 1 };
const texts = { type: 'object', additionalProperties: text };

function object(properties: Record<string, object>): object {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

/** The JSON schema with which Helm checks values. */
export const VALUES_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  properties: {
    region: { description: 'The code of an AWS Region, such as eu-west-1', type: 'string', pattern: regionPattern() },
    fips: { type: 'boolean' },
    envoyConfig: text,
    image: object({ repository: notEmpty, tag: notEmpty }),
    replicas: { type: 'integer', minimum: 0 },
    serviceAccount: object({ annotations: texts }),
    clientLabels: texts,
    // Helm passes these to every chart that is part of another one.
    global: { type: 'object' },
  },
  required: ['region', 'fips', 'envoyConfig', 'image', 'replicas', 'serviceAccount', 'clientLabels'],
  additionalProperties: false,
};

function regionPattern(): string {
  return PARTITIONS.map(({ regions }) => regions).join('|');
}
