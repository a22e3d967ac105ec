import { COMMITTED_OPTIONS } from '../../alerts/rule';
import { labelName, readArgs, webAddress, webAddressOrPath } from '../commandLine';
import { Failure } from '../failure';
import { type SetName, SETS } from './dashboardSets';
import { type Kind } from './plan/dataSources';
import { DEFAULT_FOLDER } from './plan/folder';

export const USAGE = `Brings Eastwest's dashboards and alert rules into a Grafana. Shows what it would do, and does it with --apply.

  --url https://…           Grafana's address, with its sub path
  --set core | app | none   core (default) needs Prometheus and CloudWatch alone, app needs Eastwest's plugins, and
                            none brings alert rules only, for where the app brings its dashboards
  --folder Eastwest         the folder for what is new, by title or uid; what is there stays where it is
  --alerts                  the alert rules, too
  --prometheus-uid …        which Prometheus, where there are several; dashboards then open on it
  --cloudwatch-uid …        which CloudWatch, likewise
  --cluster-label cluster   the label that tells clusters apart, for alert rules
  --runbooks https://…      where alert rules say that docs/runbooks/ is
  --apply                   write
  --overwrite               replace what people changed in Grafana since the last import, and bring back what they deleted

The token of a service account with the role Editor is read from the environment: GRAFANA_TOKEN.`;

export interface ImportOptions {
  url: string;
  token: string;
  set: SetName;
  folder: string;
  hasAlerts: boolean;
  uids: Record<Kind, string | undefined>;
  clusterLabel: string;
  runbooks: string;
  isApplied: boolean;
  mayOverwrite: boolean;
}

/** Undefined where only help is wanted. Throws a `Failure` that says what is missing or wrong. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): ImportOptions | undefined {
  const values = readArgs(args, OPTIONS, USAGE);
  if (values.help) {
    return undefined;
  }
  return {
    url: addressOf(values.url),
    token: tokenIn(environment),
    set: setOf(values.set),
    folder: values.folder,
    hasAlerts: values.alerts,
    uids: { prometheus: values['prometheus-uid'], cloudwatch: values['cloudwatch-uid'] },
    clusterLabel: labelName('--cluster-label', values['cluster-label']),
    runbooks: webAddressOrPath('--runbooks', values.runbooks, 'https://wiki.example.com/runbooks'),
    isApplied: values.apply,
    mayOverwrite: values.overwrite,
  };
}

const OPTIONS = {
  url: { type: 'string', default: '' },
  set: { type: 'string', default: 'core' },
  folder: { type: 'string', default: DEFAULT_FOLDER.title },
  alerts: { type: 'boolean', default: false },
  'prometheus-uid': { type: 'string' },
  'cloudwatch-uid': { type: 'string' },
  'cluster-label': { type: 'string', default: COMMITTED_OPTIONS.clusterLabel },
  runbooks: { type: 'string', default: COMMITTED_OPTIONS.runbooks },
  apply: { type: 'boolean', default: false },
  overwrite: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function tokenIn({ GRAFANA_TOKEN = '' }: NodeJS.ProcessEnv): string {
  const token = GRAFANA_TOKEN.trim();
  if (token === '') {
    throw new Failure(
      'The environment variable GRAFANA_TOKEN is not set.',
      'Put the token of a service account there; in Grafana: Administration, Users and access, Service accounts.'
    );
  }
  if (!/^[!-~]+$/.test(token)) {
    throw new Failure(
      'GRAFANA_TOKEN holds spaces or characters that no token has.',
      'Copy the token of the service account again, and nothing else.'
    );
  }
  return token;
}

function addressOf(url: string): string {
  const example = 'https://grafana.example.com';
  if (url === '') {
    throw new Failure('--url is missing.', `Give Grafana’s address, as --url ${example}`);
  }
  return webAddress('--url', url, example).replace(/\/+$/, '');
}

function setOf(name: string): SetName {
  if (!Object.hasOwn(SETS, name)) {
    throw new Failure(`--set is "${name}".`, `Choose one of: ${Object.keys(SETS).join(', ')}.`);
  }
  return name as SetName;
}
