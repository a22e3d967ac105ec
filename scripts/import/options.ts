import { COMMITTED_OPTIONS } from '../../alerts/rule';
import { labelName, readArgs, webAddress, webAddressOrPath } from '../commandLine';
import { Failure } from '../failure';
import { isSetName, SET_NAMES, type SetName } from './dashboardSets';
import { TOKEN_INVALID, TOKEN_MISSING, unknownSet, urlMissing, USAGE } from './messages';
import { type Kind } from './plan/dataSources';
import { DEFAULT_FOLDER } from './plan/folder';

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

/** The options; undefined for --help. Throws a `Failure` for missing or invalid ones. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): ImportOptions | undefined {
  const values = readArgs(args, OPTIONS, USAGE);
  if (values.help) {
    return undefined;
  }
  return {
    url: addressOf(values.url),
    token: tokenIn(env),
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
    throw new Failure(TOKEN_MISSING);
  }
  if (!/^[!-~]+$/.test(token)) {
    throw new Failure(TOKEN_INVALID);
  }
  return token;
}

function addressOf(url: string): string {
  const example = 'https://grafana.example.com';
  if (url === '') {
    throw new Failure(urlMissing(example));
  }
  return webAddress('--url', url, example).replace(/\/+$/, '');
}

function setOf(name: string): SetName {
  if (!isSetName(name)) {
    throw new Failure(unknownSet(name, SET_NAMES));
  }
  return name;
}
