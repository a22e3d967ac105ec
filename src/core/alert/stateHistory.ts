import { isRecord, optionalList, optionalRecord, optionalText } from '../json';
import { type ActiveTime } from './activeTime';
import { type AlertLink, hasLabels } from './alertLink';
import { alertStateOf } from './alertState';

/** A change of the state of one alert. */
interface Transition {
  timeMs: number;
  /** Identifies the alert among those of its rule. */
  alert: string;
  next: string;
}

/** The columns of a data frame by name. */
type Columns = Record<string, unknown[]>;

type Labels = AlertLink['labels'];

/**
 * Reads when alerts with these labels were active from Grafana's state history, `/api/v1/rules/history`, a data frame with a row for
 * each change of a state. Grafana keeps it as annotations or in Loki, which have different columns (annotation.go and loki.go in
 * pkg/services/ngalert/state/historian, Grafana 12.4). The state after the last change lasts until now.
 */
export function readStateHistory(response: unknown, labels: Labels, nowMs: number): ActiveTime[] {
  const byAlert = new Map<string, Transition[]>();
  for (const transition of transitionsOf(columnsOf(response), labels).sort((a, b) => a.timeMs - b.timeMs)) {
    byAlert.set(transition.alert, [...(byAlert.get(transition.alert) ?? []), transition]);
  }
  return [...byAlert.values()].flatMap((transitions) => activeTimesOf(transitions, nowMs));
}

function activeTimesOf(transitions: readonly Transition[], nowMs: number): ActiveTime[] {
  return transitions.flatMap(({ timeMs: startMs, next }, index) => {
    const { isActive, hasFired } = alertStateOf(next);
    const endMs = transitions[index + 1]?.timeMs ?? Math.max(startMs, nowMs);
    return isActive ? [{ startMs, endMs, hasFired }] : [];
  });
}

function columnsOf(response: unknown): Columns {
  if (!isRecord(response)) {
    return {};
  }
  const { values } = optionalRecord(response, 'data');
  const fields = optionalList(optionalRecord(response, 'schema'), 'fields');
  const columns = fields.map((field, index): [string, unknown[]] => {
    const column: unknown = Array.isArray(values) ? values[index] : undefined;
    return [optionalText(field, 'name') ?? '', Array.isArray(column) ? column : []];
  });
  return Object.fromEntries(columns);
}

function transitionsOf({ time = [], text = [], next = [], line = [] }: Columns, labels: Labels): Transition[] {
  return time.flatMap((value, row) => {
    const timeMs = timeMsOfRow(value);
    const change = fromAnnotation(text[row], next[row], labels) ?? fromLoki(line[row], labels);
    return timeMs === undefined || change === undefined ? [] : [{ timeMs, ...change }];
  });
}

type Change = Omit<Transition, 'timeMs'>;

/** The title, the labels, and the values in one text: "Title {eni=eni-1, node=n1} - A=80.000000". Values can have any character. */
function fromAnnotation(text: unknown, next: unknown, labels: Labels): Change | undefined {
  if (typeof text !== 'string' || typeof next !== 'string') {
    return undefined;
  }
  const alert = text.slice(text.indexOf('{'), text.lastIndexOf('} - ') + 1);
  const isIncluded = Object.entries(labels).every(([name, value]) =>
    ['{', ', '].some((before) => [', ', '}'].some((after) => alert.includes(`${before}${name}=${value}${after}`)))
  );
  return isIncluded ? { alert, next } : undefined;
}

/** An object with the states and the labels (LokiEntry). */
function fromLoki(line: unknown, labels: Labels): Change | undefined {
  if (!isRecord(line)) {
    return undefined;
  }
  const own = optionalRecord(line, 'labels');
  const next = optionalText(line, 'current');
  return next !== undefined && hasLabels(own, labels) ? { alert: JSON.stringify(own), next } : undefined;
}

/** The year 5138, in milliseconds. */
const NO_MILLISECONDS = 1e14;

/** Grafana 12.4 writes the times of annotations in microseconds, because it reads their milliseconds as seconds. */
function timeMsOfRow(value: unknown): number | undefined {
  if (typeof value !== 'number') {
    return undefined;
  }
  return value < NO_MILLISECONDS ? value : value / 1_000;
}
