import path from 'node:path';
import { COMMITTED_OPTIONS, GATEWAY_FOLDER, gatewayFiles } from '../gateway/files';
import { FIRST_PORT, type GatewayTarget, type MutualTls } from '../gateway/options';
import { type Partition, partitionOf } from '../gateway/partitions';
import packageFile from '../package.json';
import { exitCodeOf, type Output } from './command';
import { readArgs } from './commandLine';
import { Failure } from './failure';
import { GATEWAY_USAGE, INCOMPLETE_MUTUAL_TLS, invalidRegion, invalidRole, SEVERAL_PARTITIONS } from './messages';
import { writeFiles } from './writeFiles';

const OPTIONS = {
  region: { type: 'string', multiple: true, default: COMMITTED_OPTIONS.targets.map(({ region }) => region) },
  fips: { type: 'boolean', default: false },
  'listen-address': { type: 'string', default: COMMITTED_OPTIONS.listenAddress },
  'client-token-file': { type: 'string' },
  'tls-certificate': { type: 'string' },
  'tls-key': { type: 'string' },
  'client-authority': { type: 'string' },
  'aws-authorities': { type: 'string', default: COMMITTED_OPTIONS.trustedAuthoritiesFile },
  to: { type: 'string', default: path.join(__dirname, '..', GATEWAY_FOLDER) },
  help: { type: 'boolean', default: false },
} as const;

/** Writes the gateway's files: the committed ones or, with options, those for an environment. @returns the exit code */
export function runGatewayCommand(args: readonly string[], { print, printError }: Output): number {
  return exitCodeOf(
    () => {
      const values = readArgs(args, OPTIONS, GATEWAY_USAGE);
      if (values.help) {
        print(GATEWAY_USAGE);
        return;
      }
      const options = {
        ...COMMITTED_OPTIONS,
        listenAddress: values['listen-address'],
        trustedAuthoritiesFile: values['aws-authorities'],
        clientTokenFile: values['client-token-file'],
        mutualTls: mutualTlsOf(values['tls-certificate'], values['tls-key'], values['client-authority']),
        targets: targetsOf(values),
      };
      writeFiles(gatewayFiles(options, packageFile.version), values.to);
    },
    { printError }
  );
}

/** The files for mutual TLS: all three or none. */
function mutualTlsOf(certificateFile?: string, keyFile?: string, clientAuthorityFile?: string): MutualTls | undefined {
  if (certificateFile !== undefined && keyFile !== undefined && clientAuthorityFile !== undefined) {
    return { certificateFile, keyFile, clientAuthorityFile };
  }
  if (certificateFile !== undefined || keyFile !== undefined || clientAuthorityFile !== undefined) {
    throw new Failure(INCOMPLETE_MUTUAL_TLS);
  }
  return undefined;
}

/** The targets of a gateway, whose credentials are valid in one partition only. */
function targetsOf({ region: regions, fips: isFips }: { region: string[]; fips: boolean }): GatewayTarget[] {
  const targets = regions.map((text, index) => ({ ...targetOf(text, index), isFips }));
  const partitions = new Set(targets.map(({ region }) => partitionOf(region)));
  if (partitions.size > 1) {
    throw new Failure(SEVERAL_PARTITIONS);
  }
  return targets;
}

/** A target from "eu-west-1" or, with a role of another account, "eu-west-1=arn:aws:iam::123456789012:role/name". */
function targetOf(text: string, index: number): GatewayTarget {
  const [region = '', roleArn] = text.split('=');
  const partition = partitionOf(region);
  if (partition === undefined) {
    throw new Failure(invalidRegion(region));
  }
  if (roleArn !== undefined && !isRoleArn(roleArn, partition)) {
    throw new Failure(invalidRole(roleArn, partition.id));
  }
  return { port: FIRST_PORT + index, region, ...(roleArn !== undefined && { roleArn }) };
}

function isRoleArn(text: string, { id }: Partition): boolean {
  return text.startsWith(`arn:${id}:`) && /^arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(text);
}
