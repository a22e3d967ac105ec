import { type GrafanaRule } from './rule';
import { type Step } from './step';

/** A group of alert rules as Grafana has it. */
export interface GrafanaGroup {
  /** How often it is evaluated, in seconds. */
  interval: number;
  rules: GrafanaRule[];
}

/**
 * The annotation of a group's rules that holds the interval in seconds that an import gave the group. It is written
 * with the interval, so where it is missing, none was.
 */
export const INTERVAL_MARK = '__eastwest_interval__';

/** What Grafana gives a new group, unless its configuration has a longer minimum. */
const NEW_GROUP_SECONDS = 60;

export function groupStep(wantedSeconds: number, group: GrafanaGroup): Step {
  const { interval } = group;
  if (interval === wantedSeconds) {
    return { kind: 'unchanged' };
  }
  const lastImported = importedSeconds(group) ?? NEW_GROUP_SECONDS;
  const changes = [`evaluated every ${wantedSeconds} s instead of ${interval} s`];
  if (interval === lastImported) {
    return { kind: 'changed', changes };
  }
  const why = 'its interval was changed in Grafana since the last import';
  return { kind: 'edited', why, theirs: [], changes, hasNews: wantedSeconds !== lastImported };
}

/** The group with the interval that is wanted, and with marks of it on those of its rules that are ours. */
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

/** The interval that an import gave the group last; undefined where none did. */
function importedSeconds({ rules }: Pick<GrafanaGroup, 'rules'>): number | undefined {
  const [seconds] = rules.flatMap(({ annotations }) => annotations?.[INTERVAL_MARK] ?? []);
  return seconds === undefined ? undefined : Number(seconds);
}
