/** @jest-environment node */
import fs from 'node:fs';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import packageFile from '../package.json';
import { clientTokenFile } from './envoy/filters';
import { COMMITTED_OPTIONS, GATEWAY_FOLDER, gatewayFiles } from './files';
import { ENVOY_IMAGE } from './image';
import { GATEWAY_OPERATIONS } from './operations';
import { kubernetesProblems } from './testing/kubernetesProblems';

const ROOT = path.join(__dirname, '..');
const FILES = gatewayFiles(COMMITTED_OPTIONS, packageFile.version);

const textOf = (name: string, files = FILES) => files[name] ?? '';

describe("the gateway's files", () => {
  it.each(Object.keys(FILES))('are generated as committed (run npm run gateway after a change): %s', (name) => {
    expect(fs.readFileSync(path.join(ROOT, GATEWAY_FOLDER, name), 'utf8')).toBe(FILES[name]);
  });

  it('are all of the files in their folder', () => {
    const committed = fs.readdirSync(path.join(ROOT, GATEWAY_FOLDER), { recursive: true, withFileTypes: true });
    expect(committed.filter((entry) => entry.isFile())).toHaveLength(Object.keys(FILES).length);
  });
});

describe('the IAM policy', () => {
  const { Statement: statements }: { Statement: Array<{ Action: string[]; Resource: unknown; Condition?: unknown }> } =
    JSON.parse(textOf('iam/policy.json'));

  it('allows exactly the operations that the gateway passes on, in its Region', () => {
    expect(statements).toHaveLength(1);
    const names = GATEWAY_OPERATIONS.map(({ name }) => `networkflowmonitor:${name}`);
    expect([...(statements[0]?.Action ?? [])].sort()).toEqual(names.sort());
    expect(statements[0]?.Condition).toEqual({ StringEquals: { 'aws:RequestedRegion': ['us-east-1'] } });
  });

  it('allows no action by a wildcard, and none that creates, changes, or deletes', () => {
    const actions = statements.flatMap(({ Action }) => Action);
    expect(actions.filter((action) => !/:(List|Get|StartQuery|StopQuery)\w+$/.test(action))).toEqual([]);
  });

  it('allows to assume the roles of other accounts, and nothing else there', () => {
    const roleArn = 'arn:aws:iam::210987654321:role/flows';
    const targets = [
      { port: 9700, region: 'us-east-1' },
      { port: 9701, region: 'eu-west-1', roleArn },
    ];
    const files = gatewayFiles({ ...COMMITTED_OPTIONS, targets }, '1.0.0');
    const { Statement } = JSON.parse(textOf('iam/policy.json', files));
    expect(Statement[0].Condition.StringEquals['aws:RequestedRegion']).toEqual(['us-east-1', 'eu-west-1']);
    expect(Statement[1]).toMatchObject({ Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: [roleArn] });
  });
});

describe("Envoy's configuration", () => {
  const config = parse(textOf('envoy.yaml'));
  const [listener, status] = config.static_resources.listeners;
  const manager = listener.filter_chains[0].filters[0].typed_config;
  const [virtualHost] = manager.route_config.virtual_hosts;

  it('has a route for each operation, and refuses everything else at last', () => {
    const names = virtualHost.routes.map(({ name }: { name: string }) => name);
    expect(names).toEqual([...GATEWAY_OPERATIONS.map(({ name }) => name), 'refused']);
    expect(virtualHost.routes.at(-1).direct_response.status).toBe(403);
  });

  it('removes headers before it signs, and changes none afterwards', () => {
    const filters = manager.http_filters.map(({ name }: { name: string }) => name);
    expect(filters.slice(-3)).toEqual([
      'envoy.filters.http.header_mutation',
      'envoy.filters.http.aws_request_signing',
      'envoy.filters.http.router',
    ]);
    const later = [manager.route_config, virtualHost, ...virtualHost.routes].flatMap((part) =>
      Object.keys(part).filter((member) => /^request_headers_to/.test(member))
    );
    expect(later).toEqual([]);
  });

  it('is reachable on the loopback address only, except for its status', () => {
    expect(listener.address.socket_address.address).toBe('127.0.0.1');
    expect(config.admin.address.socket_address.address).toBe('127.0.0.1');
    expect(status.address.socket_address.address).toBe('0.0.0.0');
    const paths = status.filter_chains[0].filters[0].typed_config.route_config.virtual_hosts[0].routes.map(
      ({ match }: { match: { path: string } }) => match.path
    );
    expect(paths).toEqual(['/ready', '/metrics']);
  });

  it('lets Grafana close idle connections first, which it does after 90 seconds', () => {
    const { idle_timeout: idle } = manager.common_http_protocol_options;
    expect(Number(/^(\d+)s$/.exec(idle)?.[1])).toBeGreaterThan(90);
  });

  it("checks the certificate of the Region's endpoint", () => {
    const [cluster] = config.static_resources.clusters;
    const { common_tls_context: tls, sni } = cluster.transport_socket.typed_config;
    expect(sni).toBe('networkflowmonitor.us-east-1.api.aws');
    expect(tls.validation_context.match_typed_subject_alt_names).toEqual([
      { san_type: 'DNS', matcher: { exact: sni } },
    ]);
  });
});

describe('the manifests', () => {
  const objects = parseAllDocuments(textOf('kubernetes.yaml')).map((document) => document.toJS());
  const kinds = objects.map(({ kind }) => kind);
  const objectOf = (kind: string) => objects.find((one) => one.kind === kind);

  it('match the schemas of Kubernetes', () => {
    expect(kubernetesProblems(objects)).toEqual([]);
  });

  it('run two replicas without privileges, which only the pods of Grafana reach', () => {
    expect(kinds).toEqual([
      'ServiceAccount',
      'ConfigMap',
      'Deployment',
      'Service',
      'PodDisruptionBudget',
      'NetworkPolicy',
    ]);
    const { replicas, template } = objectOf('Deployment').spec;
    expect(replicas).toBe(2);
    expect(template.spec).toMatchObject({ securityContext: { runAsNonRoot: true } });
    expect(template.spec.containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    const [fromGrafana] = objectOf('NetworkPolicy').spec.ingress;
    expect(fromGrafana.from[0].podSelector.matchLabels).toEqual({ 'app.kubernetes.io/name': 'grafana' });
  });

  it("have the same configuration as the file, on the pod's addresses", () => {
    const config = parse(objectOf('ConfigMap').data['envoy.yaml']);
    const [listener] = config.static_resources.listeners;
    expect(listener.address.socket_address.address).toBe('0.0.0.0');
    listener.address.socket_address.address = '127.0.0.1';
    expect(config).toEqual(parse(textOf('envoy.yaml')));
  });
});

it('runs in Docker Compose next to Grafana, with the tested version of Envoy and the committed configuration', () => {
  const { gateway } = parse(fs.readFileSync(path.join(ROOT, 'docker-compose.yaml'), 'utf8')).services;
  expect(gateway).toMatchObject({
    image: `${ENVOY_IMAGE.repository}:${ENVOY_IMAGE.tag}`,
    network_mode: 'service:grafana',
  });
  expect(gateway.volumes[0]).toBe(`./${GATEWAY_FOLDER}/envoy.yaml:/etc/envoy/envoy.yaml:ro`);
});

describe('several Regions', () => {
  const targets = [9700, 9701].map((port) => ({ port, region: `us-east-${port - 9699}` }));
  const objects = parseAllDocuments(textOf('kubernetes.yaml', gatewayFiles({ ...COMMITTED_OPTIONS, targets }, '1')));
  const specOf = (kind: string) => objects.map((document) => document.toJS()).find((one) => one.kind === kind).spec;

  it('have a port each, which the service, the pods, and the network policy open', () => {
    const names = ['api-9700', 'api-9701'];
    expect(specOf('Service').ports.map(({ port }: { port: number }) => port)).toEqual([9700, 9701, 9790]);
    const { containers } = specOf('Deployment').template.spec;
    expect(containers[0].ports.map(({ name }: { name: string }) => name)).toEqual([...names, 'status']);
    expect(specOf('NetworkPolicy').ingress[0].ports).toEqual(names.map((port) => ({ port })));
  });
});

it('the guide shows the file of client tokens in its format', () => {
  const guide = fs.readFileSync(path.join(ROOT, 'docs/gateway.md'), 'utf8');
  const shown = /```yaml\n(resources:[^`]*)```/.exec(guide)?.[1] ?? '';
  expect(parse(shown)).toEqual(clientTokenFile(['<a long random text>']));
});
