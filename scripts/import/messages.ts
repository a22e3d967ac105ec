/** All texts that the importer prints. */
import { type FailureText } from '../failure';

export const USAGE = `Imports the Eastwest dashboards and alert rules into Grafana. Shows the changes, and makes them with --apply.

  --url https://…           Grafana URL, including its sub-path
  --set core | app | none   core (default) needs only Prometheus and CloudWatch, app needs the Eastwest plugins, and none
                            imports only alert rules, for a Grafana in which the app provides the dashboards
  --folder Eastwest         folder for new dashboards and alert rules (title or UID); existing ones are not moved
  --alerts                  import the alert rules too
  --prometheus-uid …        UID of the Prometheus data source, if there are several; dashboards open with it
  --cloudwatch-uid …        UID of the CloudWatch data source, if there are several
  --cluster-label cluster   label that distinguishes clusters, for alert rules
  --runbooks https://…      base URL of the runbooks (docs/runbooks/), for links in alert rules
  --apply                   make the changes
  --overwrite               overwrite changes made in Grafana since the last import, and restore what was deleted there

Set the environment variable GRAFANA_TOKEN to the token of a service account with the role Editor.`;

// Options

export const TOKEN_MISSING: FailureText = {
  what: 'The environment variable GRAFANA_TOKEN is not set.',
  remedy:
    'Set it to the token of a service account. In Grafana, see Administration > Users and access > Service accounts.',
};

export const TOKEN_INVALID: FailureText = {
  what: 'GRAFANA_TOKEN contains spaces or characters that are not valid in a token.',
  remedy: 'Copy the token of the service account again, without any other text.',
};

export function urlMissing(example: string): FailureText {
  return { what: '--url is missing.', remedy: `Enter the Grafana URL, for example --url ${example}` };
}

export function unknownSet(name: string, sets: readonly string[]): FailureText {
  return { what: `--set is "${name}", which is not a valid set.`, remedy: `Choose one of: ${sets.join(', ')}.` };
}

// Prerequisites

export function dashboardsMissing(set: string): FailureText {
  return {
    what: `This copy of Eastwest contains no dashboards of the set "${set}".`,
    remedy: 'Download Eastwest again.',
  };
}

export function grafanaTooOld(version: string, oldest: string): FailureText {
  return {
    what: `This is Grafana ${version}, but the Eastwest dashboards need Grafana ${oldest} or later.`,
    remedy:
      'Update Grafana. In Amazon Managed Grafana, run: aws grafana update-workspace-configuration --grafana-version <version>',
  };
}

export function pluginMissing(plugin: string): FailureText {
  return {
    what: `The set "app" needs the plugin ${plugin}, which is not installed in this Grafana.`,
    remedy: 'Install the plugin (see the README), or import the dashboards that need no plugins: --set core',
  };
}

export function appEnabled(plugin: string): FailureText {
  return {
    what: `The app ${plugin} is enabled in this Grafana, so it already provides the dashboards of the set "app".`,
    remedy:
      'Import only the alert rules: --set none --alerts. Or first disable the app, which deletes its dashboards (see docs/upgrading.md).',
  };
}

export function ambiguousFolder(
  title: string,
  folders: ReadonlyArray<{ uid: string; eastwestItems: number }>
): FailureText {
  const choices = folders.map(({ uid, eastwestItems: count }) => {
    const contents =
      count > 0 ? `   contains ${count} Eastwest ${plural(count, 'dashboard or rule', 'dashboards and rules')}` : '';
    return `  --folder ${uid}${contents}`;
  });
  return {
    what: `${folders.length} folders have the title "${title}".`,
    remedy: ['Enter the UID of one of them:', ...choices].join('\n'),
  };
}

// Data sources

interface NamedDataSource {
  uid: string;
  name: string;
}

export function unknownDataSource(kind: string, uid: string, existing: readonly NamedDataSource[]): FailureText {
  return {
    what: `--${kind}-uid is "${uid}", but no ${kind} data source has this UID.`,
    remedy: dataSourceChoices(kind, existing),
  };
}

/** Alert rules need exactly one data source of a kind, and there are none or several. */
export function undecidedDataSource(kind: string, existing: readonly NamedDataSource[]): FailureText {
  const count = existing.length === 0 ? 'none' : String(existing.length);
  return {
    what: `Alert rules need exactly one ${kind} data source, but this Grafana has ${count}.`,
    remedy: dataSourceChoices(kind, existing),
  };
}

function dataSourceChoices(kind: string, existing: readonly NamedDataSource[]): string {
  return existing.length === 0
    ? 'Add a data source in Grafana under Connections > Data sources.'
    : ['Choose one of:', ...existing.map(({ uid, name }) => `  --${kind}-uid ${uid}   ${name}`)].join('\n');
}

// Connection

const RUN_AGAIN = 'Run the import again in a few minutes. It continues where it stopped.';

export function timedOut(url: string, timeoutMs: number): FailureText {
  return {
    what: `${url} did not respond within ${timeoutMs / 1_000} seconds.`,
    remedy:
      'Check that this machine can connect to the URL: VPN, security group, or the network access control of the workspace.',
  };
}

export function untrustedCertificate(url: string, code: string): FailureText {
  return {
    what: `The certificate of ${url} is not trusted (${code}).`,
    remedy:
      'Set NODE_EXTRA_CA_CERTS to a PEM file of the certificate authority that signed it, and check the host in --url.',
  };
}

export function noTls(url: string, code: string): FailureText {
  return { what: `${url} does not support TLS (${code}).`, remedy: 'Check the port, or use http:// in --url.' };
}

export function brokenConnection(url: string, code: string, attempts: number): FailureText {
  return {
    what: `The connection to ${url} was interrupted in each of ${attempts} attempts (${code}).`,
    remedy: `Check Grafana and the proxies in front of it. ${RUN_AGAIN}`,
  };
}

export function noConnection(url: string, code: string): FailureText {
  return {
    what: `Cannot connect to ${url} (${code}).`,
    remedy:
      'Check the URL, and that Grafana is running. If you use an HTTP proxy, set NODE_USE_ENV_PROXY=1 and use Node 24 or later.',
  };
}

/** @param location without query and fragment */
export function redirected(url: string, location: string): FailureText {
  return {
    what: `${url} redirects to ${location}.`,
    remedy:
      'Enter the URL at which Grafana itself responds, including its sub-path. A proxy that requires users to sign in blocks tokens.',
  };
}

export function notGrafana(url: string, status: number, isPage: boolean): FailureText {
  return {
    what: `${url} is not a Grafana API (HTTP ${status}, ${isPage ? 'HTML page' : 'not JSON'}).`,
    remedy:
      'Check --url. Use the URL of Grafana in the browser, without /d/ or /dashboards and what follows. An HTML page can also come from a proxy in front of Grafana, for example one that requires users to sign in.',
  };
}

/**
 * A response of Grafana that does not have the documented form.
 *
 * @param what the expected content: "the list of folders"
 * @param problem where and how it differs: "[0].uid is 5, not a string"
 */
export function unexpectedResponse(what: string, problem: string): FailureText {
  return {
    what: `Grafana returned an unexpected response for ${what}: ${problem}.`,
    remedy:
      'Check that --url is the Grafana URL and not that of another server in front of it. If it is, report this with your Grafana version.',
  };
}

// Refused requests

/** @param message of Grafana, which can be empty */
export function refused(request: string, status: number, message: string, attempts: number): string {
  const everyTime = attempts > 1 ? `, in each of ${attempts} attempts` : '';
  return `Grafana refused ${request}: HTTP ${status}${message && `, ${message}`}${everyTime}`;
}

export const SAME_TITLE =
  'Another alert rule in this folder has the same title. Rename or delete that rule in Grafana, or choose another --folder, and run the import again.';

export const QUOTA_REACHED =
  'The quota of the organization is reached. Raise the quota, or delete what you do not need.';

export const INVALID_TOKEN =
  'The token in GRAFANA_TOKEN is invalid: it belongs to another Grafana, was deleted, or has expired. Create a new token for the service account.';

export const MISSING_DATA_SOURCE_PERMISSION =
  'The service account lacks permission. Listing data sources requires datasources:read, which some editions grant only to the role Admin.';

export const MISSING_PERMISSION =
  'The service account lacks permission. Grant it the role Editor. If the permissions of this role are restricted, also grant folders:create, dashboards:create and dashboards:write in the folder, and alert.provisioning:write.';

export const ALERTING_IS_OFF =
  'Grafana Alerting is off. In Amazon Managed Grafana, turn it on in the workspace configuration (see docs/amazon-managed-grafana.md). Otherwise set enabled = true in the section [unified_alerting] of the Grafana configuration.';

export const JUST_DELETED = 'It was just deleted. Run the import again.';

export const NEWER_SCHEMA =
  'This dashboard was saved in a newer format (schema v2), which the importer cannot compare with its own. To use the Eastwest dashboard, delete that one in Grafana and run the import again.';

export const CONFLICT =
  'It was just changed or created, or an object with the same name exists that this service account cannot see. Run the import again. If the error persists, choose another --folder or grant the service account access.';

/** @param retryAfter the header of that name, which can be empty */
export function throttled(retryAfter: string): string {
  return `Grafana, or a proxy in front of it, is throttling requests${retryAfter && ` (Retry-After: ${retryAfter})`}. ${RUN_AGAIN}`;
}

export const GRAFANA_UNAVAILABLE = `A proxy in front of Grafana gets no response from it: Grafana is busy, starting, or down. ${RUN_AGAIN}`;

export const SERVER_ERROR = 'Check the logs of Grafana and of the proxies in front of it, or run the import again.';

export const REPORT_WITH_VERSION = 'Please report this with your Grafana version.';

/** @param stack of an error that the importer does not expect */
export function unexpectedError(stack: string): string {
  return `${stack}\nThis error is unexpected. Please report it.`;
}

// Differences between what is in Grafana and what is imported

/** Members of a dashboard panel, by their names in Grafana's editor. */
export const PANEL_MEMBERS: Record<string, string> = {
  gridPos: 'position',
  fieldConfig: 'field options',
  datasource: 'data source',
  targets: 'queries',
  type: 'visualization',
};

export const QUERY_ORDER = 'order of queries';

export function added(kind: string, name: string): string {
  return `${kind} "${name}" added`;
}

export function removed(kind: string, name: string): string {
  return `${kind} "${name}" removed`;
}

/** @param change as `changedMembers` words it */
export function changed(kind: string, name: string, change: string): string {
  return `${kind} "${name}" ${change}`;
}

export const CHANGED = 'changed';

export function changedMembers(members: readonly string[]): string {
  return `changed: ${members.join(', ')}`;
}

export function changedSettings(members: readonly string[]): string {
  return `settings changed: ${members.join(', ')}`;
}

/** Members, labels, or annotations of an alert rule. */
export function ruleTextChanged(name: string): string {
  return `${name} changed`;
}

export function intervalChange(wantedSeconds: number, seconds: number): string {
  return `evaluated every ${wantedSeconds} s instead of ${seconds} s`;
}

// Why something is not written

export const PROVISIONED_FROM_FILE = 'provisioned from a file; remove it there first';

/** @param provenance as Grafana names the source: "file" */
export function managedElsewhere(provenance: string): string {
  return `managed by another source (${provenance}); remove it there first`;
}

export const NOT_IMPORTED = 'already exists and was not imported by Eastwest';

export const CHANGED_SINCE_IMPORT = 'changed in Grafana since the last import';

export const INTERVAL_CHANGED_SINCE_IMPORT = 'its interval was changed in Grafana since the last import';

/** @param user can be empty */
export function changedBy(user: string, time: string): string {
  return `changed in Grafana by ${user || 'an unknown user'} at ${time}`;
}

// Titles of entries

export const DASHBOARDS = 'Dashboards';

export const ALERT_RULES = 'Alert rules';

export function group(name: string): string {
  return `Group ${name}`;
}

export function linksTo(dashboardUid: string): string {
  return `Links from alert rules to the dashboard ${dashboardUid}`;
}

export const NOTE_OF_IMPORTS = 'Note about what was imported';

export const NOTE_OF_RESTART = 'Note that the import starts over';

// The report

/** @param version undefined if Grafana does not disclose it */
export function grafanaAtUrl(version: string | undefined, url: string): string {
  return `${version === undefined ? 'Grafana' : `Grafana ${version}`} at ${url}`;
}

export function targetFolder(folder: string): string {
  return `Target folder: ${folder}`;
}

export function newFolder(title: string): string {
  return `${title} (to be created)`;
}

export function chosenDataSource(kind: string, { name, uid }: NamedDataSource): string {
  return `${kind}: ${name} (${uid})`;
}

/** @param problem why Grafana does not return the notes of earlier imports */
export function deletionsUnknown(problem: string): string {
  return `Deleted dashboards and rules count as new: ${problem}`;
}

export function isNew(title: string): string {
  return `+ ${title}: new`;
}

export function isUnchanged(title: string): string {
  return `= ${title}: unchanged`;
}

export function isChanged(title: string): string {
  return `~ ${title}: changed`;
}

/** @param why the reason why it is not written, or only with --overwrite */
export function isHeld(title: string, why: string): string {
  return `! ${title}: ${why}`;
}

export function isDeleted(title: string): string {
  return `- ${title}: deleted in Grafana after it was imported. It stays deleted`;
}

export function isRestored(title: string): string {
  return `+ ${title}: deleted in Grafana after it was imported. --overwrite restores it`;
}

export function isSkipped(title: string): string {
  return `- ${title}: skipped, because its data source is missing`;
}

export function isOrphaned(title: string): string {
  return `? ${title}: no longer part of Eastwest; delete it if you do not need it`;
}

/** These lines come before the changes that --overwrite would make or makes. */
export const KEPT = 'It is kept as it is. --overwrite would make these changes:';
export const KEPT_DESPITE_UPDATE = 'Eastwest has an update for it. --overwrite would make these changes:';
export const OVERWRITTEN = '--overwrite makes these changes:';

export const FAILED = 'Failed';

export function failedTitles(titles: readonly string[]): string {
  return `! ${titles.join(', ')}`;
}

export const ENDED_EARLY = '! Stopped before everything was tried';

// The last line

export const NOTHING_TO_DO = 'Nothing to do.';

export function pending(count: number): string {
  return `${count} pending. Nothing was changed: run the import again with --apply.`;
}

/** @param notWritten 0 if all was written */
export function written(count: number, notWritten: number): string {
  const rest = notWritten > 0 ? ` ${notWritten} not written: fix the failures and run the import again.` : '';
  return `${count} written.${rest}`;
}

/** @param isEdited whether --overwrite writes at least one of them */
export function heldBack(count: number, isEdited: boolean): string {
  return `${count} not updated.${isEdited ? ' Use --overwrite to overwrite changes made in Grafana.' : ''}`;
}

export function deletedInGrafana(count: number): string {
  return `${count} deleted in Grafana: use --overwrite to restore ${plural(count, 'it', 'them')}.`;
}

export function notChecked(count: number): string {
  return `${count} could not be checked.`;
}

function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}
