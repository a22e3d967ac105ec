import { parseArgs } from 'node:util';
import { COMMITTED_OPTIONS } from '../../alerts/rule';
import { type SetName, SETS } from './dashboardSets';
import { ImportFailure } from './importFailure';
import { type Kind } from './plan/dataSources';

export const USAGE = `Brings Eastwest's dashboards and alert rules into a Grafana. Shows what it would do, and does it with --apply.

  --url https://…           Grafana's address, with its sub path
  --set core | app          core (default) needs Prometheus and CloudWatch alone, app needs Eastwest's plugins
  --folder Eastwest         the folder for what is new, by title or uid; what is there stays where it is
  --alerts                  the alert rules, too
  --prometheus-uid …        which Prometheus, where there are several; dashboards then open on it
  --cloudwatch-uid …        which CloudWatch, likewise
  --cluster-label cluster   the label that tells clusters apart, for alert rules
  --runbooks https://…      where alert rules say that docs/runbooks/ is
  --apply                   write
  --overwrite               write over what people changed in Grafana since the last import

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

/** Undefined where only help is asked for. Throws an `ImportFailure` that says what is missing or wrong. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): ImportOptions | undefined {
  const values = valuesOf(args);
  if (values.help) {
    return undefined;
  }
  const { GRAFANA_TOKEN: token = '' } = environment;
  if (token === '') {
    throw new ImportFailure(
      'The environment variable GRAFANA_TOKEN is not set.',
      'Put the token of a service account there; in Grafana: Administration, Users and access, Service accounts.'
    );
  }
  return {
    url: addressOf(values.url),
    token,
    set: setOf(values.set),
    folder: values.folder,
    hasAlerts: values.alerts,
    uids: { prometheus: values['prometheus-uid'], cloudwatch: values['cloudwatch-uid'] },
    clusterLabel: values['cluster-label'],
    runbooks: values.runbooks,
    isApplied: values.apply,
    mayOverwrite: values.overwrite,
  };
}

function valuesOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        url: { type: 'string', default: '' },
        set: { type: 'string', default: 'core' },
        folder: { type: 'string', default: 'Eastwest' },
        alerts: { type: 'boolean', default: false },
        'prometheus-uid': { type: 'string' },
        'cloudwatch-uid': { type: 'string' },
        'cluster-label': { type: 'string', default: COMMITTED_OPTIONS.clusterLabel },
        runbooks: { type: 'string', default: COMMITTED_OPTIONS.runbooks },
        apply: { type: 'boolean', default: false },
        overwrite: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new ImportFailure(error instanceof Error ? error.message : String(error), USAGE);
  }
}

function addressOf(url: string): string {
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
    const what = url === '' ? '--url is missing.' : `--url is "${url}", which is no address of a web server.`;
    throw new ImportFailure(what, 'Give Grafana’s address, as --url https://grafana.example.com');
  }
  return url.replace(/\/+$/, '');
}

function setOf(name: string): SetName {
  if (!(name in SETS)) {
    throw new ImportFailure(`--set is "${name}".`, `Choose one of: ${Object.keys(SETS).join(', ')}.`);
  }
  return name as SetName;
}
