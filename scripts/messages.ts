/** Texts that the commands of this folder print. Those of the importer and of the demo are in import/ and demo/. */
import { type FailureText } from './failure';

export const ALERTS_USAGE = `Generates the alert rule files: those of this repository or, with options, files for your environment.

  --to <directory>          directory to write to; it gets a subdirectory provisioning/
  --grafana https://…       Grafana URL, including its sub-path, for the links in alerts
  --runbooks https://…      base URL of the runbooks (docs/runbooks/)
  --cluster-label cluster   label that distinguishes clusters
  --cross-zone-budget 1000  budget for the cross-zone traffic of one service, in USD per month
  --eks-cluster <name>      name or ARN of an EKS cluster: adds a Grafana rule about the connections that its network policies
                            deny, from the logs of the policy agents in CloudWatch, which charges for each evaluation`;

export const GATEWAY_USAGE = `Generates the files that run the gateway to the network-flow API: those of this repository or, with options, files for your environment.

  --to <directory>               directory to write to
  --region eu-west-1             AWS Region; for a role in another account: --region eu-west-1=arn:aws:iam::123456789012:role/name
                                 Repeat it for several Regions and accounts: the first has the port 9700, the next 9701, and so on
  --fips                         uses the FIPS endpoints of the Regions
  --listen-address 127.0.0.1     address at which Grafana reaches the gateway
  --client-token-file <file>     file on the gateway's host with the tokens of clients; without it, clients need no token
  --tls-certificate <file>       file on the gateway's host with the gateway's certificate, for TLS with client certificates
  --tls-key <file>               file on the gateway's host with the key of this certificate
  --client-authority <file>      file on the gateway's host with the authority that signs the certificates of clients
  --aws-authorities <file>       file on the gateway's host with the authorities that sign the certificates of AWS`;

export function invalidRegion(text: string): FailureText {
  return {
    what: `--region is "${text}", which is not an AWS Region.`,
    remedy: 'Enter the code of a Region, for example --region eu-west-1',
  };
}

/** @param partition the name in the ARNs of the Region's partition */
export function invalidRole(text: string, partition: string): FailureText {
  return {
    what: `The role in --region is "${text}", which is not the ARN of a role that can be used in this Region.`,
    remedy: `Enter an ARN that begins with "arn:${partition}:iam::", and contains ":role/".`,
  };
}

export const INCOMPLETE_MUTUAL_TLS: FailureText = {
  what: 'TLS with client certificates needs three files.',
  remedy: 'Enter --tls-certificate, --tls-key, and --client-authority.',
};

export const SEVERAL_PARTITIONS: FailureText = {
  what: 'The Regions are in several AWS partitions, such as GovCloud and China, which do not share credentials.',
  remedy: 'Generate the files of a separate gateway for each partition.',
};

export const RELATIVE_LINKS =
  'Without --grafana, the links of the Prometheus rules are relative to the Grafana URL (/a/… and /d/…) and work only inside Grafana. The Grafana rules use the URL of the Grafana instance that evaluates them.';

/** Does not repeat the argument, which can be a secret. */
export function strayArgument(usage: string): FailureText {
  return { what: 'One of the arguments does not belong to an option.', remedy: usage };
}

/** @param problem as Node words it */
export function invalidOption(problem: string, usage: string): FailureText {
  return { what: problem, remedy: usage };
}

export function credentialsInUrl(option: string, example: string): FailureText {
  return {
    what: `${option} contains a user name or password.`,
    remedy: `Enter the URL without them, for example ${option} ${example}. The URL is printed and can be stored.`,
  };
}

export function invalidUrl(option: string, text: string, example: string): FailureText {
  return {
    what: `${option} is "${text}", which is not a valid URL.`,
    remedy: `Enter a URL that starts with http:// or https://, for example ${option} ${example}`,
  };
}

export function queryInUrl(option: string, example: string): FailureText {
  return {
    what: `${option} contains a query or fragment.`,
    remedy: `Enter the URL without "?" or "#" and what follows, for example ${option} ${example}`,
  };
}

export function invalidLabelName(option: string, text: string): FailureText {
  return {
    what: `${option} is "${text}", which is not a valid label name.`,
    remedy: `Enter a Prometheus label name, for example ${option} cluster`,
  };
}

export function invalidBudget(text: string): FailureText {
  return {
    what: `--cross-zone-budget is "${text}", which is not a valid budget.`,
    remedy: 'Enter an amount in USD per month, for example --cross-zone-budget 1000',
  };
}

/** A file of a release, with its size and checksum. */
export function releaseFile(file: string, bytes: number, sha256: string): string {
  return `${file}  ${(bytes / 1024).toFixed(0)} kB  sha256 ${sha256}`;
}

export function noEntryInChangelog(version: string): string {
  return `CHANGELOG.md has no entry with a date for version ${version}. Add "## [${version}] - YYYY-MM-DD".`;
}

export const RELEASE_CHECK_USAGE = `Checks that a tag, package.json, and CHANGELOG.md agree, before the tag is released.

  npm run release:check -- v1.2.3`;

export function wrongTag(tag: string, version: string): string {
  return `The tag is ${tag}, but package.json has version ${version}. Use the tag v${version}, or change the version.`;
}

export function staleLockFile(inLockFile: string, version: string): string {
  return `package-lock.json has version ${inLockFile}, but package.json has ${version}. Run "npm install".`;
}

export const UNRELEASED_CHANGES =
  'CHANGELOG.md has changes that are not released yet. Move them to the entry of the version.';

export function readyForRelease(tag: string): string {
  return `${tag} is ready for release.`;
}

export function missingLicense(packageName: string): string {
  return `The package ${packageName} is bundled but has no license file. Check which notice its license requires.`;
}

export const LICENSES_HEAD = 'This software contains code from the following packages, under their licenses.';

export function nothingWritten(problems: readonly string[]): string {
  return `${problems.join('\n')}\nNo files were written.`;
}
