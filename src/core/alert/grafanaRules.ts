import { isRecord, optionalList, optionalRecord, optionalText, timeMsOf } from '../json';
import { type ActiveTime } from './activeTime';
import { type AlertLink, hasLabels } from './alertLink';
import { alertStateOf } from './alertState';

/** What Grafana knows about the rules with a title. */
export interface RulesOfAlert {
  /** Identify the rules. Grafana only requires different titles within a folder. */
  uids: string[];
  /** The data sources that the rules query. */
  dataSourceUids: string[];
  /** When alerts with the labels of the link were active that still are. */
  active: ActiveTime[];
}

type Json = Record<string, unknown>;

/**
 * Reads the response of Grafana's rules API, `/api/prometheus/grafana/api/v1/rules` (RuleResponse in
 * pkg/services/ngalert/api/tooling/definitions/prom.go, Grafana 12.4). Members that are absent or of another type are left
 * out.
 */
export function readRules(response: unknown, { rule, labels }: AlertLink, nowMs: number): RulesOfAlert {
  const groups = isRecord(response) ? optionalList(optionalRecord(response, 'data'), 'groups') : [];
  const rules = groups.flatMap((group) => optionalList(group, 'rules')).filter(({ name }) => name === rule);
  return {
    uids: rules.flatMap((one) => optionalText(one, 'uid') ?? []),
    dataSourceUids: rules.flatMap(({ queriedDatasourceUIDs: uids }) =>
      Array.isArray(uids) ? uids.filter((uid): uid is string => typeof uid === 'string') : []
    ),
    active: rules.flatMap((one) =>
      optionalList(one, 'alerts')
        .filter((alert) => hasLabels(optionalRecord(alert, 'labels'), labels))
        .flatMap((alert) => activeTimeOf(alert, one, nowMs) ?? [])
    ),
  };
}

/**
 * `activeAt` is when the current state began. A firing alert was pending before that for at least as long as its rule requires
 * (`duration`).
 */
function activeTimeOf(alert: Json, { duration }: Json, nowMs: number): ActiveTime | undefined {
  const { isActive, hasFired, isAlerting } = alertStateOf(optionalText(alert, 'state') ?? '');
  const sinceMs = timeMsOf(alert.activeAt);
  if (!isActive || sinceMs === undefined) {
    return undefined;
  }
  const pendingMs = isAlerting && typeof duration === 'number' ? duration * 1_000 : 0;
  return { startMs: sinceMs - pendingMs, endMs: Math.max(sinceMs, nowMs), hasFired };
}
