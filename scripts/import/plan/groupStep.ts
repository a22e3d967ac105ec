import { INTERVAL_CHANGED_SINCE_IMPORT, intervalChange } from '../messages';
import { type GrafanaRule } from './rule';
import { type Step } from './step';

/** A group of alert rules in Grafana. */
export interface GrafanaGroup {
  /** Evaluation interval in seconds. */
  interval: number;
  rules: GrafanaRule[];
}

/**
 * The annotation of a group's rules with the interval in seconds that an import set for the group. Both are written
 * together, so without the annotation, no import has set an interval.
 */
const INTERVAL_MARK = '__eastwest_interval__';

/** The interval of a new group, unless Grafana's configuration has a longer minimum. */
const NEW_GROUP_SECONDS = 60;

export function groupStep(wantedSeconds: number, group: GrafanaGroup): Step {
  const { interval } = group;
  if (interval === wantedSeconds) {
    return { kind: 'unchanged' };
  }
  const lastImported = importedSeconds(group) ?? NEW_GROUP_SECONDS;
  const changes = [intervalChange(wantedSeconds, interval)];
  if (interval === lastImported) {
    return { kind: 'changed', changes };
  }
  return {
    kind: 'edited',
    why: INTERVAL_CHANGED_SINCE_IMPORT,
    theirs: [],
    changes,
    hasNews: wantedSeconds !== lastImported,
  };
}

/** The group with the given interval, and with marks of the interval on its rules that are part of Eastwest. */
export function withInterval<Group extends GrafanaGroup>(
  group: Group,
  seconds: number,
  isOurs: (uid: string) => boolean
): Group {
  const mark = { [INTERVAL_MARK]: String(seconds) };
  const rules = group.rules.map((rule) =>
    isOurs(rule.uid) ? { ...rule, annotations: { ...rule.annotations, ...mark } } : rule
  );
  return { ...group, interval: seconds, rules };
}

/** The interval that an import set last; undefined if no import has set one. */
function importedSeconds({ rules }: Pick<GrafanaGroup, 'rules'>): number | undefined {
  const [seconds] = rules.flatMap(({ annotations }) => annotations?.[INTERVAL_MARK] ?? []);
  return seconds === undefined ? undefined : Number(seconds);
}
