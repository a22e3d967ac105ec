import { type IncomingMessage } from 'node:http';
import { hashText } from '../../../simulator/world/hash';
import { isJsonObject } from '../../../simulator/flowapi/http/input';
import { HostileServer } from './hostileServer';
import { HOSTILE_STRINGS, hostileName, ROUNDS } from '../../../src/testing/hostileStrings';
import { passOn, type WholeResponse } from './passOn';

/** Labels that a client computes with: addresses, by which flows and pods fit together. */
const KEPT_LABELS = ['__name__', 'pod_ip', 'host_ip', 'internal_ip', 'provider_id', 'host_network'];

/** The lists that variables and pickers read: `/api/v1/label/<name>/values`. */
const LABEL_VALUES = /^\/api\/v1\/label\/([^/]+)\/values/;

/** A Prometheus whose series have a hostile string in every label. It passes requests on to another Prometheus. */
export class HostilePrometheus extends HostileServer {
  protected async answer(request: IncomingMessage): Promise<WholeResponse> {
    const answer = await passOn(request, this.upstream);
    const body: unknown = answer.status === 200 ? JSON.parse(answer.body) : undefined;
    if (!isJsonObject(body)) {
      return answer;
    }
    const label = LABEL_VALUES.exec(request.url ?? '')?.[1];
    const data = label === undefined ? this.withLabels(body.data) : this.withValues(label, body.data);
    return { ...answer, body: JSON.stringify({ ...body, data }) };
  }

  /** Replaces the labels of series, which are objects called `metric`, or the entries of a list of series. */
  private withLabels(data: unknown): unknown {
    if (Array.isArray(data)) {
      return data.map((entry: unknown) => (isJsonObject(entry) ? this.labels(entry) : entry));
    }
    if (!isJsonObject(data) || !Array.isArray(data.result)) {
      return data;
    }
    const result = data.result.map((series: unknown) =>
      isJsonObject(series) && isJsonObject(series.metric) ? { ...series, metric: this.labels(series.metric) } : series
    );
    return { ...data, result };
  }

  private withValues(label: string, data: unknown): unknown {
    return Array.isArray(data) ? data.map((value: unknown) => this.value(label, value)) : data;
  }

  private labels(labels: Record<string, unknown>): object {
    return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, this.value(name, value)]));
  }

  private value(label: string, value: unknown): unknown {
    if (typeof value !== 'string' || KEPT_LABELS.includes(label)) {
      return value;
    }
    const name = hostileName((hashText(value) % ROUNDS) + this.round);
    this.coverage.add(label, name);
    return HOSTILE_STRINGS[name];
  }
}
