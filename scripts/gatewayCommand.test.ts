/** @jest-environment node */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { runGatewayCommand } from './gatewayCommand';

let directory: string;

beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-gateway-command-'));
});

afterEach(() => fs.rmSync(directory, { recursive: true }));

function run(...args: string[]) {
  const printed: string[] = [];
  const print = (text: string) => printed.push(text);
  const exitCode = runGatewayCommand(['--to', directory, ...args], { print, printError: print });
  return { exitCode, printed: printed.join('\n'), files: fs.readdirSync(directory) };
}

const ROLE = 'arn:aws:iam::210987654321:role/flows';

const read = (file: string) => fs.readFileSync(path.join(directory, file), 'utf8');

it('writes a listener and a port for each Region and role, and a policy that allows to assume the role', () => {
  const { exitCode } = run('--region', 'eu-west-1', '--region', `us-west-2=${ROLE}`, '--client-token-file', '/token');
  expect(exitCode).toBe(0);
  const { listeners } = parse(read('envoy.yaml')).static_resources;
  expect(listeners.map(({ name }: { name: string }) => name)).toEqual([
    'networkflowmonitor_eu-west-1_9700',
    'networkflowmonitor_us-west-2_9701',
    'status',
  ]);
  expect(read('envoy.yaml')).toContain('path: /token');
  expect(JSON.parse(read('iam/policy.json')).Statement[1].Resource).toEqual([ROLE]);
});

it('writes the file with the authorities of AWS, which not all distributions have at the same path', () => {
  const authorities = '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem';
  run('--region', 'eu-west-1', '--aws-authorities', authorities);
  const [{ transport_socket }] = parse(read('envoy.yaml')).static_resources.clusters;
  const { validation_context } = transport_socket.typed_config.common_tls_context;
  expect(validation_context.trusted_ca.filename).toBe(authorities);
});

it.each([
  ['a Region that is none', ['--region', 'Frankfurt'], /"Frankfurt", which is not an AWS Region\.\nEnter the code/],
  [
    'a role that is not an ARN',
    ['--region', 'eu-west-1=flows'],
    /"flows", which is not the ARN of a role.*\nEnter an ARN that begins with "arn:aws:iam::"/,
  ],
  [
    'a role of another partition',
    ['--region', `us-gov-west-1=${ROLE}`],
    /not the ARN of a role that can be used in this Region\.\nEnter an ARN that begins with "arn:aws-us-gov:iam::"/,
  ],
  [
    'Regions of several partitions',
    ['--region', 'eu-west-1', '--region', 'cn-north-1'],
    /several AWS partitions.*\nGenerate the files of a separate gateway for each/,
  ],
  ['an unknown option', ['--regions', 'eu-west-1'], /--listen-address/],
])('writes nothing for %s, and says what to enter', (_, args, text) => {
  const { exitCode, printed, files } = run(...args);
  expect(exitCode).toBe(1);
  expect(printed).toMatch(text);
  expect(files).toEqual([]);
});

const TLS = ['--tls-certificate', '/a/tls.crt', '--tls-key', '/a/tls.key', '--client-authority', '/a/ca.crt'];

it('writes the files of certificates', () => {
  run(...TLS);
  const [listener] = parse(read('envoy.yaml')).static_resources.listeners;
  const { require_client_certificate: isRequired, common_tls_context: context } =
    listener.filter_chains[0].transport_socket.typed_config;
  expect(isRequired).toBe(true);
  expect(context).toEqual({
    tls_certificates: [{ certificate_chain: { filename: '/a/tls.crt' }, private_key: { filename: '/a/tls.key' } }],
    validation_context: { trusted_ca: { filename: '/a/ca.crt' } },
  });
});

it.each([0, 2, 4])('writes nothing if one of the files of certificates is missing (%s)', (index) => {
  const { exitCode, printed, files } = run(...TLS.filter((_, at) => at !== index && at !== index + 1));
  expect([exitCode, files]).toEqual([1, []]);
  expect(printed).toMatch(/needs three files\.\nEnter --tls-certificate, --tls-key, and --client-authority/);
});

describe('in other partitions', () => {
  it('uses the FIPS endpoints on request', () => {
    run('--region', 'us-gov-west-1', '--fips');
    expect(read('envoy.yaml')).toContain('sni: networkflowmonitor-fips.us-gov-west-1.api.aws');
  });

  it.each([
    ['us-gov-east-1', 'aws-us-gov', 'ec2.amazonaws.com'],
    ['cn-north-1', 'aws-cn', 'ec2.amazonaws.com.cn'],
  ])('writes trust policies with the ARNs and principals of %s', (region, partition, ec2) => {
    run('--region', region, '--region', `${region}=arn:${partition}:iam::210987654321:role/flows`);
    const policies = fs.readdirSync(path.join(directory, 'iam')).map((file) => read(`iam/${file}`));
    const arns = policies.flatMap((policy) => policy.match(/arn:[^:]*/g) ?? []);
    expect(arns).toHaveLength(3);
    expect(new Set(arns)).toEqual(new Set([`arn:${partition}`]));
    expect(JSON.parse(read('iam/trust-ec2.json')).Statement[0].Principal).toEqual({ Service: ec2 });
  });
});

it('explains its options', () => {
  const { exitCode, printed, files } = run('--help');
  expect([exitCode, files]).toEqual([0, []]);
  expect(printed).toContain('--client-token-file');
});
