import { displayable } from '../displayable';
import { isRecord } from '../json';
import { type Labels } from '../kubernetes/clusterFacts';
import { workloadFromPodName } from '../kubernetes/workloadFromPodName';
import { type ClusterEvent } from './event';
import { EVENT_TAGS } from './eventTags';
import { kubernetesWarningText, kubernetesWarningTitle } from './messages';
import { BACK_OFF_MS } from './podEvents';

/**
 * Kubernetes' own events from a log: lines in logfmt or JSON of Grafana Alloy (loki.source.kubernetes_events, parseEvent) and in
 * JSON of kubernetes-event-exporter. Only warnings are read: other events report what is usual.
 */

/** A line of a log with the labels of its stream. */
export interface LogLine {
  timeMs: number;
  line: string;
  labels: Labels;
}

/** Selects the events of Alloy with its default name, and with the one in Grafana's chart for Kubernetes monitoring. */
export const KUBERNETES_EVENTS = '{job=~"loki.source.kubernetes_events|integrations/kubernetes/eventhandler"}';

/** The LogQL query for the warnings of a stream selector. */
export function warningsQuery(selector: string): string {
  return `${selector} |= "Warning"`;
}

/** What a line reports. */
interface Warning {
  timeMs: number;
  kind: string;
  namespace: string;
  name: string;
  reason: string;
  message: string;
}

/** The warnings in a log, with one event for each workload or node, reason, and time span without a longer pause. */
export function kubernetesWarnings(lines: readonly LogLine[]): ClusterEvent[] {
  const groups = new Map<string, Warning[]>();
  for (const warning of lines.flatMap((line) => warningIn(line) ?? [])) {
    const key = JSON.stringify([warning.namespace, objectOf(warning), warning.reason]);
    groups.set(key, [...(groups.get(key) ?? []), warning]);
  }
  return [...groups.values()].flatMap(withoutPauses).flatMap(eventOf);
}

/** The warning in a line; undefined for other events, and for lines that are none. */
export function warningIn({ timeMs, line, labels }: LogLine): Warning | undefined {
  const fields = line.trimStart().startsWith('{') ? jsonFields(line) : logfmtFields(line);
  const { type, kind = '', name = '', reason = '', namespace = labels.namespace ?? '' } = fields;
  return type === 'Warning' && name !== '' && reason !== ''
    ? { timeMs, kind, namespace, name, reason, message: fields.message ?? fields.msg ?? '' }
    : undefined;
}

type Fields = Readonly<Record<string, string | undefined>>;

const LOGFMT_FIELD = /(\w+)=("(?:[^"\\]|\\.)*"|\S*)/g;

function logfmtFields(line: string): Fields {
  return safeFields([...line.matchAll(LOGFMT_FIELD)].map(([, key = '', value = '']) => [key, unquoted(value)]));
}

function unquoted(value: string): string {
  if (!value.startsWith('"')) {
    return value;
  }
  try {
    return String(JSON.parse(value));
  } catch {
    // Go has escapes that JSON does not have.
    return value.slice(1, -1);
  }
}

function jsonFields(line: string): Fields {
  try {
    const event: unknown = JSON.parse(line);
    const object = isRecord(event) && isRecord(event.involvedObject) ? event.involvedObject : {};
    return safeFields(Object.entries({ ...(isRecord(event) ? event : {}), ...object }));
  } catch {
    return {};
  }
}

function safeFields(entries: ReadonlyArray<[string, unknown]>): Fields {
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts.map(([key, value]) => [key, displayable(value)]));
}

/** The workload of a pod, or else the object itself. */
function objectOf({ kind, name }: Warning): string {
  return kind === 'Pod' ? workloadFromPodName(name).name : name;
}

function withoutPauses(warnings: readonly Warning[]): Warning[][] {
  const spans: Warning[][] = [];
  for (const warning of [...warnings].sort((a, b) => a.timeMs - b.timeMs)) {
    const span = spans.at(-1);
    const last = span?.at(-1);
    if (span && last && warning.timeMs - last.timeMs <= BACK_OFF_MS) {
      span.push(warning);
    } else {
      spans.push([warning]);
    }
  }
  return spans;
}

function eventOf(span: readonly Warning[]): ClusterEvent[] {
  const [first, last] = [span[0], span.at(-1)];
  if (!first || !last) {
    return [];
  }
  const { kind, namespace, reason } = first;
  const isNode = kind === 'Node';
  const object = objectOf(first);
  const pods = kind === 'Pod' ? [...new Set(span.map(({ name }) => name))] : [];
  return [
    {
      startMs: first.timeMs,
      ...(last.timeMs > first.timeMs && { endMs: last.timeMs }),
      title: kubernetesWarningTitle(reason, isNode ? object : `${namespace}/${object}`),
      text: kubernetesWarningText(last.message, span.length),
      tags: isNode ? [EVENT_TAGS.nodeWarning, object, reason] : [EVENT_TAGS.warning, namespace, object, reason],
      ...(pods.length > 0 && { pods: pods.map((pod) => ({ namespace, pod })) }),
    },
  ];
}
