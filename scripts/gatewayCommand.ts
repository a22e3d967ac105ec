import path from 'node:path';
import { COMMITTED_OPTIONS, GATEWAY_FOLDER, gatewayFiles } from '../gateway/files';
import { FIRST_PORT, type GatewayTarget } from '../gateway/options';
import packageFile from '../package.json';
import { exitCodeOf, type Output } from './command';
import { readArgs } from './commandLine';
import { Failure } from './failure';
import { GATEWAY_USAGE, invalidRegion, invalidRole } from './messages';
import { writeFiles } from './writeFiles';

const OPTIONS = {
  region: { type: 'string', multiple: true, default: COMMITTED_OPTIONS.targets.map(({ region }) => region) },
  'listen-address': { type: 'string', default: COMMITTED_OPTIONS.listenAddress },
  'client-token-file': { type: 'string' },
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
        clientTokenFile: values['client-token-file'],
        targets: values.region.map(targetOf),
      };
      writeFiles(gatewayFiles(options, packageFile.version), values.to);
    },
    { printError }
  );
}

/** A target from "eu-west-1" or, with a role of another account, "eu-west-1=arn:aws:iam::123456789012:role/name". */
function targetOf(text: string, index: number): GatewayTarget {
  const [region = '', roleArn] = text.split('=');
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) {
    throw new Failure(invalidRegion(region));
  }
  if (roleArn !== undefined && !/^arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(roleArn)) {
    throw new Failure(invalidRole(roleArn));
  }
  return { port: FIRST_PORT + index, region, ...(roleArn !== undefined && { roleArn }) };
}
