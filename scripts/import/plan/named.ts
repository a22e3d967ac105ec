import { added, changed, removed } from '../messages';
import { canonical } from './canonical';

/** A difference between two lists whose members are identified by name. */
export interface NamedDifference<Member> {
  name: string;
  before?: Member;
  after?: Member;
}

/** The differences in the order of the lists. Members with the same name are numbered: "Errors", "Errors (2)". */
export function namedDifferences<Member>(
  before: readonly Member[],
  after: readonly Member[],
  nameOf: (member: Member) => string
): Array<NamedDifference<Member>> {
  const old = byName(before, nameOf);
  const now = byName(after, nameOf);
  const names = [...new Set([...now.keys(), ...old.keys()])];
  return names
    .map((name) => ({ name, before: old.get(name), after: now.get(name) }))
    .filter((pair) => canonical(pair.before) !== canonical(pair.after));
}

/** The differences as text; `describe` words a change of a member that is in both lists. */
export function named<Member>(
  kind: string,
  differences: ReadonlyArray<NamedDifference<Member>>,
  describe: (before: Member, after: Member) => string
): string[] {
  return differences.map(({ name, before, after }) => {
    if (before === undefined) {
      return added(kind, name);
    }
    return after === undefined ? removed(kind, name) : changed(kind, name, describe(before, after));
  });
}

/** The sorted names of the members in which two objects differ. */
export function differingMembers(before: object, after: object): string[] {
  const old = new Map(Object.entries(before));
  const now = new Map(Object.entries(after));
  const names = [...new Set([...old.keys(), ...now.keys()])].sort();
  return names.filter((name) => canonical(old.get(name)) !== canonical(now.get(name)));
}

function byName<Member>(members: readonly Member[], nameOf: (member: Member) => string): Map<string, Member> {
  const found = new Map<string, Member>();
  for (const member of members) {
    const name = nameOf(member);
    let unique = name;
    for (let count = 2; found.has(unique); count++) {
      unique = `${name} (${count})`;
    }
    found.set(unique, member);
  }
  return found;
}
