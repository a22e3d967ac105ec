import { isRecord, optionalList, optionalRecord, optionalText } from '../../../src/core/json';
import { displayable } from '../../../src/core/displayable';
import { type FlowSeriesSample } from '../../../src/core/flow/seriesReports';
import { displayableLabels } from '../../../src/datasource/prometheus/displayableLabels';
import { Failure } from '../../failure';
import { prometheusRefused, prometheusUnreachable } from '../messages';

/** Evaluates an expression at a time, by default that of Prometheus. Throws a `Failure` with what to do. */
export type PrometheusQuery = (expression: string, atMs?: number) => Promise<FlowSeriesSample[]>;

/**
 * Instant queries of Prometheus, or anything with its API, over HTTP.
 *
 * @param token the bearer token, if one is required.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries
 */
export function prometheusApi(url: string, token?: string): PrometheusQuery {
  const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  return async (query, atMs) => {
    const body = new URLSearchParams({ query, ...(atMs !== undefined && { time: String(atMs / 1_000) }) });
    const response = await fetch(`${url.replace(/\/$/, '')}/api/v1/query`, { method: 'POST', headers, body }).catch(
      (error: unknown) => {
        throw new Failure(prometheusUnreachable(url, causeOf(error)));
      }
    );
    const text = await response.text();
    const answer = parsed(text);
    if (!response.ok || answer.status !== 'success') {
      const cause = optionalText(answer, 'error') ?? displayable(text, MAX_SHOWN);
      throw new Failure(prometheusRefused(url, response.status, cause));
    }
    return samplesOf(optionalRecord(answer, 'data'));
  };
}

/** The most characters of a response that is not from Prometheus. */
const MAX_SHOWN = 200;

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/** A scalar is a sample without labels. */
function samplesOf(data: Record<string, unknown>): FlowSeriesSample[] {
  if (data.resultType === 'scalar') {
    return [{ labels: {}, value: valueOf(data.result) }];
  }
  return optionalList(data, 'result').map((sample) => ({
    labels: displayableLabels(textsOf(optionalRecord(sample, 'metric'))),
    value: valueOf(sample.value),
  }));
}

function textsOf(record: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, String(value)]));
}

function valueOf(pair: unknown): number {
  return Array.isArray(pair) ? Number(pair[1]) : NaN;
}

/** The cause that fetch wraps: "connect ECONNREFUSED 127.0.0.1:9090". */
function causeOf(error: unknown): string {
  const cause = isRecord(error) && isRecord(error.cause) ? error.cause : error;
  return (isRecord(cause) && (optionalText(cause, 'message') ?? optionalText(cause, 'code'))) || String(cause);
}
