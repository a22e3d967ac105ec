/** Decoders for the responses of Grafana's HTTP API, as far as the importer uses them. */
import { type Decoder, flag, list, MalformedJson, member, number, object, optional, record, text } from '../decode';
import { ImportFailure } from '../importFailure';
import { unexpectedResponse } from '../messages';
import { isObject, type Json } from '../plan/canonical';
import { type Dashboard, type DashboardContent, type Panel, type Variable } from '../plan/dashboard';
import { type DataSource } from '../plan/dataSources';
import { type Folder } from '../plan/folder';
import { type GrafanaGroup } from '../plan/groupStep';
import { type GrafanaRule, type RuleQuery } from '../plan/rule';

/**
 * The decoded body of a response. Throws an `ImportFailure` that says what Grafana returned instead.
 *
 * @param what the expected content, for messages: "the list of folders"
 */
export function decoded<T>(what: string, body: unknown, decode: Decoder<T>): T {
  try {
    return decode(body, '');
  } catch (error) {
    throw error instanceof MalformedJson ? new ImportFailure(unexpectedResponse(what, error.message)) : error;
  }
}

/** Version of Grafana; undefined if Grafana does not disclose it. */
export function versionIn(body: unknown, path: string): string | undefined {
  const buildInfo = member(object(body, path), path, 'buildInfo', optional(object));
  return buildInfo && member(buildInfo, 'buildInfo', 'version', optional(text));
}

export function isEnabledIn(body: unknown, path: string): boolean {
  return member(object(body, path), path, 'enabled', optional(flag)) ?? false;
}

export const dataSourceList: Decoder<DataSource[]> = list((value, path) => {
  const json = object(value, path);
  return {
    uid: member(json, path, 'uid', text),
    name: member(json, path, 'name', text),
    type: member(json, path, 'type', text),
  };
});

export const folder: Decoder<Folder> = (value, path) => {
  const json = object(value, path);
  return { uid: member(json, path, 'uid', text), title: member(json, path, 'title', text) };
};

export const folderList: Decoder<Folder[]> = list(folder);

/** A dashboard that someone may have changed: null counts as absent, as for Grafana. */
export const dashboardContent: Decoder<DashboardContent> = (value, path) => {
  const json = object(value, path);
  return {
    ...json,
    panels: member(json, path, 'panels', optional(list(panel))),
    templating: member(json, path, 'templating', optional(templating)),
    annotations: member(json, path, 'annotations', optional(annotations)),
  };
};

export const dashboard: Decoder<Dashboard> = (value, path) => {
  const content = dashboardContent(value, path);
  return {
    ...content,
    uid: member(content, path, 'uid', text),
    title: member(content, path, 'title', text),
  };
};

function panel(value: unknown, path: string): Panel {
  const json = object(value, path);
  return {
    ...json,
    type: member(json, path, 'type', optional(text)),
    title: member(json, path, 'title', optional(text)),
    panels: member(json, path, 'panels', optional(list(panel))),
    targets: member(json, path, 'targets', optional(list(object))),
  };
}

function templating(value: unknown, path: string): { list?: Variable[] } {
  const json = object(value, path);
  return { ...json, list: member(json, path, 'list', optional(list(variable))) };
}

function variable(value: unknown, path: string): Variable {
  const json = object(value, path);
  return { ...json, name: member(json, path, 'name', text), type: member(json, path, 'type', text) };
}

function annotations(value: unknown, path: string): { list?: Json[] } {
  const json = object(value, path);
  return { ...json, list: member(json, path, 'list', optional(list(object))) };
}

/** A dashboard with its place and the user who saved it last. */
export interface StoredDashboard {
  dashboard: DashboardContent;
  folderUid: string;
  isProvisioned: boolean;
  savedBy: string;
  savedAt: string;
}

export const storedDashboard: Decoder<StoredDashboard> = (value, path) => {
  const json = object(value, path);
  const meta = member(json, path, 'meta', object);
  return {
    dashboard: member(json, path, 'dashboard', dashboardContent),
    folderUid: member(meta, 'meta', 'folderUid', optional(text)) ?? '',
    isProvisioned: member(meta, 'meta', 'provisioned', optional(flag)) ?? false,
    savedBy: member(meta, 'meta', 'updatedBy', optional(text)) ?? '',
    savedAt: member(meta, 'meta', 'updated', optional(text)) ?? '',
  };
};

/** An entry in the history of a dashboard. */
export interface Version {
  version: number;
  /** 0 for the first version. */
  parentVersion?: number;
  message: string;
}

const version: Decoder<Version> = (value, path) => {
  const json = object(value, path);
  return {
    version: member(json, path, 'version', number),
    parentVersion: member(json, path, 'parentVersion', optional(number)),
    message: member(json, path, 'message', optional(text)) ?? '',
  };
};

/** Grafana 10 returns the list itself, later versions return pages of it. */
export const versionList: Decoder<Version[]> = (value, path) =>
  isObject(value) ? member(value, path, 'versions', list(version)) : list(version)(value, path);

/** The message and content of one version of a dashboard. */
export interface VersionContent {
  message: string;
  dashboard: DashboardContent;
}

export const versionContent: Decoder<VersionContent> = (value, path) => {
  const json = object(value, path);
  return {
    message: member(json, path, 'message', optional(text)) ?? '',
    dashboard: member(json, path, 'data', dashboardContent),
  };
};

function ruleQuery(value: unknown, path: string): RuleQuery {
  const json = object(value, path);
  return {
    ...json,
    refId: member(json, path, 'refId', text),
    datasourceUid: member(json, path, 'datasourceUid', text),
    model: member(json, path, 'model', object),
  };
}

function rule(value: unknown, path: string): GrafanaRule {
  const json = object(value, path);
  return {
    ...json,
    uid: member(json, path, 'uid', text),
    title: member(json, path, 'title', text),
    ruleGroup: member(json, path, 'ruleGroup', text),
    folderUID: member(json, path, 'folderUID', text),
    labels: member(json, path, 'labels', optional(record(text))),
    annotations: member(json, path, 'annotations', optional(record(text))),
    data: member(json, path, 'data', list(ruleQuery)),
    provenance: member(json, path, 'provenance', optional(text)),
  };
}

export const ruleList: Decoder<GrafanaRule[]> = list(rule);

export const ruleGroup: Decoder<GrafanaGroup> = (value, path) => {
  const json = object(value, path);
  return {
    ...json,
    interval: member(json, path, 'interval', number),
    rules: member(json, path, 'rules', list(rule)),
  };
};

/** An annotation of the organization. */
export interface Note {
  id: number;
  text: string;
}

export const noteList: Decoder<Note[]> = list((value, path) => {
  const json = object(value, path);
  return { id: member(json, path, 'id', number), text: member(json, path, 'text', text) };
});
