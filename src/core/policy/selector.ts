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
function matchesLabels({ requirements }: LabelSelector, labels: Labels): boolean {
  return requirements.every(({ key, operator, values }) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    switch (operator) {
      case 'In':
        return value !== undefined && values.includes(value);
      case 'NotIn':
        return value === undefined || !values.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
    }
  });
}

/** The selector of a Service: all labels must be equal. */
export function selectorOfLabels(labels: Labels): LabelSelector {
  return {
    requirements: Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: [value] })),
  };
}

/** Remembers matches by the identity of selector and labels: thousands of pods share a few hundred sets of labels. */
export class SelectorMatches {
  private readonly known = new Map<LabelSelector, Map<Labels, boolean>>();

  matches(selector: LabelSelector, labels: Labels): boolean {
    let ofSelector = this.known.get(selector);
    if (ofSelector === undefined) {
      ofSelector = new Map();
      this.known.set(selector, ofSelector);
    }
    let matches = ofSelector.get(labels);
    if (matches === undefined) {
      matches = matchesLabels(selector, labels);
      ofSelector.set(labels, matches);
    }
    return matches;
  }
}
