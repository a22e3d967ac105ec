import { canonical } from './canonical';

/** What differs between two lists whose members are told apart by name, in the order of the lists. */
export interface NamedDifference<Member> {
  name: string;
  before?: Member;
  after?: Member;
}

/** Members of one name are numbered: the second "Errors" is another than the first. */
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

/** "panel X added", "panel X removed", or what `describe` says of one that is in both. */
export function named<Member>(
  kind: string,
  differences: ReadonlyArray<NamedDifference<Member>>,
  describe: (before: Member, after: Member) => string
): string[] {
  return differences.map(({ name, before, after }) => {
    if (before === undefined) {
      return `${kind} "${name}" added`;
    }
    return `${kind} "${name}" ${after === undefined ? 'removed' : describe(before, after)}`;
  });
}

/** The names of the members in which two objects differ. */
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
