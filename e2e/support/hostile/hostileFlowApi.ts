import { type IncomingMessage } from 'node:http';
import { findRoute } from '../../../simulator/flowapi/http/router';
import { modelOperation } from '../../../simulator/flowapi/testing/apiModel';
import { displayable, UNNAMED } from '../../../src/core/displayable';
import { HostileServer } from './hostileServer';
import { passOn, type WholeResponse } from './passOn';
import { replaceTexts } from './replaceTexts';

/** Where requests contain what a response named: the path segment before it, or the name of its query parameter. */
const PLACES: Partial<Record<string, string[]>> = {
  'MonitorSummary.monitorName': ['monitors'],
  'MonitorSummary.monitorArn': ['monitorArn'],
  'GetMonitorOutput.monitorArn': ['monitorArn'],
  'PerformanceMonitorSummary.monitorName': ['performance-monitors'],
  'ScopeSummary.scopeId': ['scopes', 'workloadInsights'],
};

/** The monitor that keeps its name, so that a test can select it. */
export const KEPT_MONITOR = 'demo-monitor';

/**
 * A flow API whose responses have a hostile string in every text. It passes requests on to another flow API, and maps
 * hostile names of monitors and scopes in them back to the original ones.
 */
export class HostileFlowApi extends HostileServer {
  /** By the place in a request, then by the text. */
  private readonly originals = new Map<string, Map<string, string>>();

  protected async answer(request: IncomingMessage): Promise<WholeResponse> {
    const [path = '', query = ''] = this.withOriginals(request.url ?? '/').split('?', 2);
    const answer = await passOn(request, this.upstream, query === '' ? path : `${path}?${query}`);
    const route = findRoute('2026-11', request.method ?? 'GET', path);
    if (answer.status !== 200 || route.kind !== 'operation' || answer.body === '') {
      return answer;
    }
    return { ...answer, body: JSON.stringify(this.hostile(route.operation, JSON.parse(answer.body))) };
  }

  private hostile(operation: string, body: unknown): unknown {
    const { round, coverage } = this;
    const taken = new Set<string>();
    const onText = (field: string, hostile: string, original: string) => {
      const name = displayable(hostile) || UNNAMED;
      // Of several monitors that get the same name, a client reads the first one.
      if (!taken.has(`${field} ${name}`)) {
        taken.add(`${field} ${name}`);
        this.keep(field, [hostile, name], original);
      }
    };
    const replaced = replaceTexts(modelOperation(operation).output, body, {
      round,
      coverage,
      onText,
    });
    return operation === 'ListMonitors' ? withKeptMonitor(body, replaced) : replaced;
  }

  /** The path and the query of a request, with original names. */
  private withOriginals(url: string): string {
    const [path = '', query = ''] = url.split('?', 2);
    const [, list = '', name, ...rest] = path.split('/');
    const named = name === undefined ? [] : [encodeURIComponent(this.original(list, decodeURIComponent(name)))];
    const parameters = [...new URLSearchParams(query)].map(([key, value]) => [key, this.original(key, value)]);
    const written = new URLSearchParams(parameters).toString();
    return `${['', list, ...named, ...rest].join('/')}${written && `?${written}`}`;
  }

  /** Clients may send a name back in the form in which they display it: the API has no name that differs from it. */
  private keep(field: string, names: readonly string[], original: string): void {
    for (const place of PLACES[field] ?? []) {
      const known = this.originals.get(place) ?? new Map<string, string>();
      names.forEach((name) => known.set(name, original));
      this.originals.set(place, known);
    }
  }

  private original(place: string, name: string): string {
    return this.originals.get(place)?.get(name) ?? name;
  }
}

/** Lists the kept monitor under its own name, too. */
function withKeptMonitor(original: unknown, replaced: unknown): unknown {
  const monitorsIn = (list: unknown) =>
    (list as { monitors: Array<{ monitorName: string; monitorStatus: string }> }).monitors;
  const kept = monitorsIn(original).find(({ monitorName }) => monitorName === KEPT_MONITOR);
  const others = monitorsIn(replaced);
  return kept ? { ...(replaced as object), monitors: [kept, ...others] } : replaced;
}
