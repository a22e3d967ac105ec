import { SERVICE_ACCOUNT } from '../iam/trustPolicies';
import { DEFAULT_OPTIONS } from '../options';
import { ENVOY_USER_ID } from '../image';

/** A template of Helm in place of a value: "{{ .Values.replicas }}". */
type Template = string;

/** What differs between installations. In the Helm chart, all values are templates. */
export interface ManifestValues {
  namespace: string;
  image: string;
  replicas: number | Template;
  /** Annotations of the service account, with the role for IRSA. Empty for EKS Pod Identity. */
  serviceAccountAnnotations: Record<string, string> | Template;
  /** Labels of the pods that can send requests: Grafana's. */
  clientLabels: Record<string, string> | Template;
  /** The ports of the targets. */
  apiPorts: readonly number[];
  /** The content of Envoy's configuration file. */
  envoyConfig: string;
  /** A hash of the configuration, so that pods restart when it changes. */
  configHash: string;
}

/** An object of Kubernetes. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace: string; [member: string]: unknown };
  [member: string]: unknown;
}

const NAME = SERVICE_ACCOUNT.name;
const LABELS = { 'app.kubernetes.io/name': NAME };
const CONFIG_FOLDER = '/etc/envoy';
/** Where the files of the Secret are that holds the client token, or the certificates. */
const SECRET_FOLDER = '/etc/eastwest-gateway';
const STATUS: NamedPort = { name: 'status', port: DEFAULT_OPTIONS.statusPort };
/** A port with its name. */
interface NamedPort {
  name: string;
  port: number;
}

function namedPorts({ apiPorts }: ManifestValues): NamedPort[] {
  return apiPorts.map((port) => ({ name: `api-${port}`, port }));
}

/** The objects that run the gateway in a cluster: two replicas without privileges, which only Grafana's pods can reach. */
export function manifests(values: ManifestValues): Manifest[] {
  const object = (apiVersion: string, kind: string, content: object, metadata: object = {}): Manifest => ({
    apiVersion,
    kind,
    metadata: { name: NAME, namespace: values.namespace, labels: LABELS, ...metadata },
    ...content,
  });
  return [
    object('v1', 'ServiceAccount', {}, { annotations: values.serviceAccountAnnotations }),
    object('v1', 'ConfigMap', { data: { 'envoy.yaml': values.envoyConfig } }),
    object('apps/v1', 'Deployment', { spec: deployment(values) }),
    object('v1', 'Service', {
      spec: {
        selector: LABELS,
        ports: [...namedPorts(values), STATUS].map(({ name, port }) => ({ name, port, targetPort: name })),
      },
    }),
    object('policy/v1', 'PodDisruptionBudget', { spec: { minAvailable: 1, selector: { matchLabels: LABELS } } }),
    object('networking.k8s.io/v1', 'NetworkPolicy', { spec: networkPolicy(values) }),
  ];
}

function deployment(values: ManifestValues): object {
  const { replicas, configHash } = values;
  return {
    replicas,
    selector: { matchLabels: LABELS },
    template: {
      metadata: { labels: LABELS, annotations: { 'eastwest/config-hash': configHash } },
      spec: {
        serviceAccountName: NAME,
        // The gateway needs AWS credentials only, which do not come from this token.
        automountServiceAccountToken: false,
        securityContext: {
          runAsNonRoot: true,
          runAsUser: ENVOY_USER_ID,
          runAsGroup: ENVOY_USER_ID,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'kubernetes.io/hostname',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: LABELS },
          },
        ],
        containers: [container(values)],
        volumes: [
          { name: 'config', configMap: { name: NAME } },
          { name: 'secret', secret: { secretName: NAME, optional: true } },
        ],
      },
    },
  };
}

function container(values: ManifestValues): object {
  const probe = { httpGet: { path: '/ready', port: STATUS.name } };
  return {
    name: 'envoy',
    image: values.image,
    args: ['--config-path', `${CONFIG_FOLDER}/envoy.yaml`, '--concurrency', '1', '--log-level', 'warning'],
    ports: [...namedPorts(values), STATUS].map(({ name, port }) => ({ name, containerPort: port })),
    readinessProbe: { ...probe, periodSeconds: 5 },
    livenessProbe: { ...probe, periodSeconds: 10, failureThreshold: 6 },
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [
      { name: 'config', mountPath: CONFIG_FOLDER, readOnly: true },
      { name: 'secret', mountPath: SECRET_FOLDER, readOnly: true },
    ],
  };
}

/** Requests come from Grafana only. Metrics can be read by everyone in the cluster. */
function networkPolicy(values: ManifestValues): object {
  return {
    podSelector: { matchLabels: LABELS },
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [{ namespaceSelector: {}, podSelector: { matchLabels: values.clientLabels } }],
        ports: namedPorts(values).map(({ name }) => ({ port: name })),
      },
      { ports: [{ port: STATUS.name }] },
    ],
  };
}
