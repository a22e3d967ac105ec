/** Reads options from JSON. Only the given ones change. */
import { isJsonObject, type JsonObject } from '../http/input';
import { type AccessKey, type ApiGeneration, type FlowApiOptions } from '../model/options';
import { ControlError, flag, notNegative, positiveWholeNumber, ratio, text, texts, wholeNumber } from './controlInput';

type OptionReaders = { [Name in keyof FlowApiOptions]: (json: JsonObject) => FlowApiOptions[Name] | undefined };

const READERS: OptionReaders = {
  apiGeneration: readGeneration,
  queryLatencyMs: (json) => notNegative(json, 'queryLatencyMs'),
  queryLatencySpread: (json) => notNegative(json, 'queryLatencySpread'),
  notFoundAfterStartMs: (json) => notNegative(json, 'notFoundAfterStartMs'),
  ingestionLagMs: (json) => notNegative(json, 'ingestionLagMs'),
  ingestionLagSpread: (json) => ratio(json, 'ingestionLagSpread'),
  defaultPageSize: (json) => positiveWholeNumber(json, 'defaultPageSize'),
  longestPage: (json) => positiveWholeNumber(json, 'longestPage'),
  pageTokenLifetimeMs: (json) => notNegative(json, 'pageTokenLifetimeMs'),
  queryRetentionMs: (json) => notNegative(json, 'queryRetentionMs'),
  throttleRequestsPerSecond: (json) =>
    json.throttleRequestsPerSecond === null ? null : wholeNumber(json, 'throttleRequestsPerSecond'),
  accessKeys: readAccessKeys,
  hasUsualMonitors: (json) => flag(json, 'hasUsualMonitors'),
  extraMonitorCount: (json) => wholeNumber(json, 'extraMonitorCount'),
  additionalCategories: (json) => texts(json, 'additionalCategories'),
  queryIdSeed: (json) => wholeNumber(json, 'queryIdSeed'),
};

/** Returns the given options, or throws a ControlError. */
export function readOptions(json: unknown): Partial<FlowApiOptions> {
  if (!isJsonObject(json)) {
    throw new ControlError('options must be an object');
  }
  const entries = Object.keys(json).map((name) => [name, readerOf(name)(json)]);
  return Object.fromEntries(entries);
}

function readerOf(name: string): (json: JsonObject) => unknown {
  const reader = Object.entries(READERS).find(([known]) => known === name)?.[1];
  if (!reader) {
    throw new ControlError(`Unknown option: ${name}. Options: ${Object.keys(READERS).join(', ')}`);
  }
  return reader;
}

function readGeneration(json: JsonObject): ApiGeneration | undefined {
  const generation = text(json, 'apiGeneration');
  if (generation !== undefined && generation !== '2026-10' && generation !== '2026-11') {
    throw new ControlError('apiGeneration must be 2026-10 or 2026-11');
  }
  return generation;
}

function readAccessKeys({ accessKeys }: JsonObject): AccessKey[] | null {
  if (accessKeys === null) {
    return null;
  }
  if (!Array.isArray(accessKeys)) {
    throw new ControlError('accessKeys must be a list or null');
  }
  return accessKeys.map(readAccessKey);
}

function readAccessKey(json: unknown): AccessKey {
  if (!isJsonObject(json)) {
    throw new ControlError('An access key must be an object');
  }
  const accessKeyId = text(json, 'accessKeyId');
  const secretAccessKey = text(json, 'secretAccessKey');
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new ControlError('An access key must have an accessKeyId and a secretAccessKey');
  }
  return {
    accessKeyId,
    secretAccessKey,
    sessionToken: text(json, 'sessionToken'),
    expiresAtMs: notNegative(json, 'expiresAtMs'),
  };
}
