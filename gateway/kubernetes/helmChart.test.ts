/** @jest-environment node */
import Ajv from 'ajv';
import { parse } from 'yaml';
import { COMMITTED_OPTIONS, gatewayFiles } from '../files';
import { type GatewayOptions } from '../options';
import { renderChart, type Values } from '../testing/helm/renderChart';
import { kubernetesProblems } from '../testing/kubernetesProblems';
import { type Manifest } from './manifests';
import { helmChart } from './helmChart';
import { plainObjects } from './plainManifests';

const CHART = helmChart(COMMITTED_OPTIONS, '1.0.0');

/** Objects whose content is read freely. */
const objectOf = (objects: readonly Manifest[], kind: string) =>
  JSON.parse(JSON.stringify(objects.find((one) => one.kind === kind)));

const configOf = (objects: readonly Manifest[]) => objectOf(objects, 'ConfigMap').data['envoy.yaml'];

const OTHER_CONFIG = gatewayFiles({ ...COMMITTED_OPTIONS, listenAddress: '0.0.0.0' }, '1.0.0')['envoy.yaml'];

const CASES: ReadonlyArray<[string, Values]> = [
  ['no values', {}],
  ['a Region', { region: 'eu-west-1' }],
  ['a Region in China', { region: 'cn-northwest-1' }],
  ['a Region in GovCloud, with FIPS', { region: 'us-gov-west-1', fips: true }],
  ['no replicas', { replicas: 0 }],
  ['labels', { clientLabels: { app: 'grafana', 'app.kubernetes.io/part-of': 'a <b> & "c"' } }],
  ['a role', { serviceAccount: { annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::210987654321:role/a' } } }],
  ['an image', { image: { repository: 'registry.example.com:5000/envoy', tag: 'v1@sha256:0123' } }],
  ['part of an image', { image: { tag: 'v1.41.0' } }],
  ['a configuration', { envoyConfig: OTHER_CONFIG }],
];

describe('the Helm chart', () => {
  it('renders to the plain manifests without values', () => {
    expect(renderChart(CHART)).toEqual(plainObjects(COMMITTED_OPTIONS));
  });

  it.each(CASES)('renders to objects that match the schemas of Kubernetes with %s', (_, values) => {
    expect(kubernetesProblems(renderChart(CHART, values))).toEqual([]);
  });

  it.each<[string, Partial<GatewayOptions['targets'][0]>]>([
    ['eu-west-1', {}],
    ['us-gov-east-1', { isFips: true }],
    ['cn-north-1', {}],
    ['eusc-de-east-1', {}],
  ])('has the same configuration for %s as the plain manifests for it', (region, { isFips = false }) => {
    const plain = plainObjects({ ...COMMITTED_OPTIONS, targets: [{ port: 9700, region, isFips }] });
    const objects = renderChart(CHART, { region, fips: isFips });
    expect(configOf(objects)).toBe(configOf(plain));
  });

  it('has the options that it is generated with as its default values', () => {
    const roleArn = 'arn:aws-us-gov:iam::210987654321:role/flows';
    const targets = [{ port: 9700, region: 'us-gov-west-1', isFips: true, roleArn }];
    const options = { ...COMMITTED_OPTIONS, targets, clientTokenFile: '/token' };
    expect(renderChart(helmChart(options, '1.0.0'))).toEqual(plainObjects(options));
  });

  it('is installed in the namespace of the release', () => {
    const namespaces = renderChart(CHART, {}, 'monitoring').map(({ metadata }) => metadata.namespace);
    expect(new Set(namespaces)).toEqual(new Set(['monitoring']));
  });

  it('restarts the pods if the configuration changes, and only then', () => {
    const hashOf = (values: Values) =>
      objectOf(renderChart(CHART, values), 'Deployment').spec.template.metadata.annotations['eastwest/config-hash'];
    expect(hashOf({ region: 'eu-west-1' })).not.toBe(hashOf({}));
    expect(hashOf({ replicas: 3 })).toBe(hashOf({}));
  });

  it("replaces the labels of Grafana's pods, and does not add to them", () => {
    const labelsOf = (clientLabels: object) =>
      objectOf(renderChart(CHART, { clientLabels }), 'NetworkPolicy').spec.ingress[0].from[0].podSelector.matchLabels;
    expect(labelsOf({})).toEqual({ 'app.kubernetes.io/name': 'grafana' });
    expect(labelsOf({ app: 'other' })).toEqual({ app: 'other' });
  });

  it('uses another configuration as it is', () => {
    const [, values] = CASES.find(([name]) => name === 'a configuration') ?? [];
    expect(configOf(renderChart(CHART, values))).toBe(OTHER_CONFIG);
  });
});

describe("the schema of the chart's values", () => {
  const validate = new Ajv({ strict: false }).compile(JSON.parse(CHART['values.schema.json'] ?? ''));
  const defaults: Record<string, unknown> = parse(CHART['values.yaml'] ?? '');

  it.each(CASES)('accepts %s', (_, values) => {
    const image = { ...Object(defaults.image), ...Object(values.image) };
    expect(validate({ ...defaults, ...values, image }) ? [] : validate.errors).toEqual([]);
  });

  it('accepts the values that all parts of a chart get', () => {
    expect(validate({ ...defaults, global: { imageRegistry: 'example.com' } })).toBe(true);
  });

  it.each([
    ['an unknown Region', { region: 'Frankfurt' }, '/region must match pattern'],
    ['no Region', { region: '' }, '/region must match pattern'],
    ['a Region with more than its code', { region: 'us-east-1\nadmin: {}' }, '/region must match pattern'],
    ['FIPS as text', { fips: 'false' }, '/fips must be boolean'],
    ['replicas as text', { replicas: '2' }, '/replicas must be integer'],
    ['negative replicas', { replicas: -1 }, '/replicas must be >= 0'],
    ['labels as text', { clientLabels: 'app=grafana' }, '/clientLabels must be object'],
    ['a number as a label', { clientLabels: { app: 1 } }, '/clientLabels/app must be string'],
    ['a number as a tag', { image: { repository: 'envoy', tag: 1.4 } }, '/image/tag must be string'],
    [
      'an annotation that is an object',
      { serviceAccount: { annotations: { a: {} } } },
      '/annotations/a must be string',
    ],
    ['a configuration as an object', { envoyConfig: {} }, '/envoyConfig must be string'],
    ['a misspelled value', { replica: 3 }, ' must NOT have additional properties'],
  ])('refuses %s', (_, values, problem) => {
    expect(validate({ ...defaults, ...values })).toBe(false);
    const texts = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    expect(texts).toEqual([expect.stringContaining(problem)]);
  });
});
