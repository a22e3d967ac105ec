/** The labels of an object. */
export type Labels = Readonly<Record<string, string>>;

/** One condition of a selector. `values` is empty for `Exists` and `DoesNotExist`. */
export interface LabelRequirement {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values: readonly string[];
}

/**
 * A label selector, with the entries of `matchLabels` as requirements with one value. All requirements must match, so a
 * selector without requirements matches everything.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export interface LabelSelector {
  requirements: readonly LabelRequirement[];
}

/** Whether labels match a selector. `NotIn` and `DoesNotExist` also match labels without the key. */
export function matchesLabels({ requirements }: LabelSelector, labels: Labels): boolean {
  for (const requirement of requirements) {
    if (!matchesRequirement(requirement, labels)) {
      return false;
    }
  }
  return true;
}

function matchesRequirement({ key, operator, values }: LabelRequirement, labels: Labels): boolean {
  const value = labels[key];
  // Inherited members, such as `constructor`, are not labels.
  const isPresent = typeof value === 'string';
  switch (operator) {
    case 'In':
      return isPresent && values.includes(value);
    case 'NotIn':
      return !isPresent || !values.includes(value);
    case 'Exists':
      return isPresent;
    case 'DoesNotExist':
      return !isPresent;
  }
}

/** The selector of a Service: all labels must be equal. */
export function selectorOfLabels(labels: Labels): LabelSelector {
  return {
    requirements: Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: [value] })),
  };
}
