import { type LabelRequirement, type LabelSelector, type Labels, matchesLabels } from '../selector';

/** A label that exists, and is probably meant by a selector that matches nothing. */
export interface NearestLabel {
  /** "app=web" */
  wanted: string;
  /** "app.kubernetes.io/name=web" */
  found: string;
  /** The name of an object that has the label. */
  owner: string;
}

/** Labels with the name of the object that has them. */
export type LabeledObject = readonly [name: string, labels: Labels];

/** The most changed characters between values that are taken for a mistake in typing. */
const MAX_DISTANCE = 2;

/** The values of each label key, with the first object that has them. */
type Values = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * The label nearest to the first requirement that no object meets: the same value with another key, or else a value of the same
 * key with few changes.
 */
export function nearestLabel(
  { requirements }: LabelSelector,
  objects: readonly LabeledObject[]
): NearestLabel | undefined {
  const values = valuesOf(objects);
  for (const requirement of requirements) {
    const isUnmet = !objects.some(([, labels]) => matchesLabels({ requirements: [requirement] }, labels));
    const nearest = isUnmet && requirement.operator === 'In' ? nearestTo(requirement, values) : undefined;
    if (nearest !== undefined) {
      return nearest;
    }
  }
  return undefined;
}

/** The only requirement that no object meets, if an object meets all others. Undefined if there is no such requirement. */
export function unmetRequirement(
  { requirements }: LabelSelector,
  objects: readonly LabeledObject[]
): LabelRequirement | undefined {
  return requirements.length < 2
    ? undefined
    : requirements.find((requirement) => {
        const others = requirements.filter((each) => each !== requirement);
        const isMet = objects.some(([, labels]) => matchesLabels({ requirements: [requirement] }, labels));
        return !isMet && objects.some(([, labels]) => matchesLabels({ requirements: others }, labels));
      });
}

function nearestTo({ key, values: wantedValues }: LabelRequirement, values: Values): NearestLabel | undefined {
  for (const value of wantedValues) {
    const wanted = `${key}=${value}`;
    for (const [otherKey, ofKey] of values) {
      const owner = ofKey.get(value);
      if (owner !== undefined) {
        return { wanted, found: `${otherKey}=${value}`, owner };
      }
    }
    const similar = [...(values.get(key) ?? [])]
      .map(([found, owner]) => ({ found, owner, distance: distance(value.toLowerCase(), found.toLowerCase()) }))
      .sort((a, b) => a.distance - b.distance);
    const [first] = similar;
    if (first !== undefined && first.distance <= MAX_DISTANCE) {
      return { wanted, found: `${key}=${first.found}`, owner: first.owner };
    }
  }
  return undefined;
}

/** Selectors often match nothing in the same namespace. */
const knownValues = new WeakMap<readonly LabeledObject[], Values>();

function valuesOf(objects: readonly LabeledObject[]): Values {
  let values = knownValues.get(objects);
  if (values === undefined) {
    values = collectValues(objects);
    knownValues.set(objects, values);
  }
  return values;
}

function collectValues(objects: readonly LabeledObject[]): Values {
  const values = new Map<string, Map<string, string>>();
  for (const [name, labels] of objects) {
    for (const [key, value] of Object.entries(labels)) {
      const ofKey = values.get(key) ?? new Map<string, string>();
      values.set(key, ofKey);
      if (!ofKey.has(value)) {
        ofKey.set(value, name);
      }
    }
  }
  return values;
}

/** The number of characters to insert, delete, or replace. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
