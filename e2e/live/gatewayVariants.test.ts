import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { clientTokenFile } from '../../gateway/envoy/filters';
import { renderChart } from '../../gateway/testing/helm/renderChart';
import { kubernetesProblems } from '../../gateway/testing/kubernetesProblems';
import { type Manifest } from '../../gateway/kubernetes/manifests';
import { ENVOY_PROGRAM, HAS_ENVOY } from '../../scripts/demo/startGateway';
import { runGatewayCommand } from '../../scripts/gatewayCommand';
import { createAuthority } from '../support/gateway/certificates';

const CHART = 'helm/eastwest-gateway';

const roleIn = (partition: string) => `arn:${partition}:iam::210987654321:role/flows`;

(HAS_ENVOY ? describe : describe.skip)('the files of npm run gateway', () => {
  let folder: string;
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-gateway-variants-'));
    createAuthority(folder, 'authority').issue('server', 'DNS:eastwest-gateway.eastwest.svc');
    fs.writeFileSync(path.join(folder, 'token.json'), JSON.stringify(clientTokenFile(['token'])));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  const file = (name: string) => path.join(folder, name);
  const tls = () => ['--tls-certificate', file('server.crt'), '--tls-key', file('server.key')];
  const authority = () => ['--client-authority', file('authority.crt')];

  const VARIANTS: ReadonlyArray<[string, () => string[]]> = [
    ['no options', () => []],
    ['several Regions', () => ['--region', 'us-east-1', '--region', 'eu-west-1', '--region', 'ap-southeast-7']],
    ['the role of another account', () => ['--region', `us-east-1=${roleIn('aws')}`]],
    ['FIPS', () => ['--region', 'us-east-2', '--fips']],
    ['GovCloud with a role', () => ['--region', `us-gov-west-1=${roleIn('aws-us-gov')}`, '--fips']],
    ['China with a role', () => ['--region', 'cn-north-1', '--region', `cn-northwest-1=${roleIn('aws-cn')}`]],
    ['the European Sovereign Cloud', () => ['--region', 'eusc-de-east-1']],
    ['another address', () => ['--listen-address', '0.0.0.0']],
    ['a client token', () => ['--client-token-file', file('token.json')]],
    ['mutual TLS', () => [...tls(), ...authority()]],
    ['mutual TLS and a client token', () => [...tls(), ...authority(), '--client-token-file', file('token.json')]],
  ];

  /** The names and texts of the generated files. */
  function generate(args: readonly string[]): Record<string, string> {
    const to = fs.mkdtempSync(path.join(folder, 'files-'));
    const printed: string[] = [];
    const print = (text: string) => printed.push(text);
    runGatewayCommand(['--to', to, ...args], { print, printError: print });
    expect(printed).toEqual([]);
    const entries = fs.readdirSync(to, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = entries.map((entry) => path.join(entry.parentPath, entry.name));
    return Object.fromEntries(paths.map((name) => [path.relative(to, name), fs.readFileSync(name, 'utf8')]));
  }

  it.each(VARIANTS)('are configurations that Envoy accepts with %s', (_, args) => {
    const files = generate(args());
    const ecs: { command: string[] } = JSON.parse(files['ecs-container.json'] ?? '');
    const configs = [
      files['envoy.yaml'] ?? '',
      ecs.command[1] ?? '',
      configOf(manifestsIn(files)),
      configOf(renderChart(chartIn(files))),
    ];
    for (const config of configs) {
      fs.writeFileSync(file('envoy.yaml'), config);
      expect(validated(file('envoy.yaml'))).toMatch(/configuration .* OK/);
    }
  });

  it.each(VARIANTS)('match the schemas of Kubernetes with %s', (_, args) => {
    const files = generate(args());
    expect(kubernetesProblems([...manifestsIn(files), ...renderChart(chartIn(files))])).toEqual([]);
  });

  it('would not be accepted with an unknown member', () => {
    const config = generate([])['envoy.yaml'] ?? '';
    fs.writeFileSync(file('envoy.yaml'), config.replace('connect_timeout', 'connection_timeout'));
    expect(() => validated(file('envoy.yaml'))).toThrow('connection_timeout');
  });
});

function manifestsIn(files: Record<string, string>): Manifest[] {
  return parseAllDocuments(files['kubernetes.yaml'] ?? '').map((document) => document.toJS());
}

function chartIn(files: Record<string, string>): Record<string, string> {
  const ofChart = Object.entries(files).filter(([name]) => name.startsWith(CHART));
  return Object.fromEntries(ofChart.map(([name, text]) => [path.relative(CHART, name), text]));
}

function configOf(objects: readonly Manifest[]): string {
  const data = Object(objects.find(({ kind }) => kind === 'ConfigMap')).data;
  return String(data['envoy.yaml']);
}

/** What Envoy prints about a configuration that it accepts. Throws with its message otherwise. */
function validated(configFile: string): string {
  const args = ['--mode', 'validate', '--config-path', configFile, '--use-dynamic-base-id'];
  return execFileSync('env', ['-i', ENVOY_PROGRAM, ...args], { encoding: 'utf8', stdio: 'pipe' });
}
