import { type Pod, type Service } from './inventory';
import { PodSelection } from './podSelection';
import { type ComparedPeer } from './rulePeers';
import { type Labels } from './selector';

export interface IndexedRule {
  /** Absent: every peer. */
  peers?: readonly ComparedPeer[] | undefined;
}

/** Up to this many rules are compared one by one. */
const FEW = 8;

/** Positions of rules, by the value of a label. */
type ByValue = Map<string, number[]>;

/**
 * Finds the rules that can match an end without comparing all of them: what many clients use, such as DNS, has a rule for each of
 * these. Rules whose peers all require a namespace and a label are found by these; all others can match every end.
 */
export class RuleIndex<Rule extends IndexedRule> {
  /** By namespace and by the key of the label. */
  private readonly byLabel = new Map<string, Map<string, ByValue>>();
  private readonly wide: number[] = [];
  private readonly wideRules: readonly Rule[];

  constructor(private readonly rules: readonly Rule[]) {
    if (rules.length > FEW) {
      rules.forEach((rule, position) => this.add(rule, position));
    }
    this.wideRules = rules.length > FEW ? this.at(this.wide) : rules;
  }

  /** The rules that can match pods or a Service, in their order. */
  for(pods: ReadonlyArray<Pick<Pod, 'namespace' | 'labels'>>, service?: Service): readonly Rule[] {
    if (this.byLabel.size === 0) {
      return this.wideRules;
    }
    const found: number[] = [];
    for (const { namespace, labels } of pods) {
      this.find(found, namespace, labels);
    }
    if (service !== undefined) {
      this.find(found, service.namespace, service.selector);
    }
    return found.length === 0 ? this.wideRules : this.at([...new Set([...found, ...this.wide])].sort((a, b) => a - b));
  }

  private find(found: number[], namespace: string, labels: Labels): void {
    for (const [key, byValue] of this.byLabel.get(namespace) ?? []) {
      const value = labels[key];
      found.push(...((value !== undefined && byValue.get(value)) || []));
    }
  }

  private add({ peers }: Rule, position: number): void {
    const places = peers?.map((peer) => (peer instanceof PodSelection ? peer.place : undefined)) ?? [undefined];
    if (places.includes(undefined)) {
      this.wide.push(position);
      return;
    }
    for (const place of places) {
      if (place !== undefined) {
        const byKey = entryIn(this.byLabel, place.namespace, () => new Map<string, ByValue>());
        const byValue: ByValue = entryIn(byKey, place.label.key, () => new Map());
        entryIn(byValue, place.label.value, (): number[] => []).push(position);
      }
    }
  }

  private at(positions: readonly number[]): Rule[] {
    return positions.flatMap((position) => this.rules[position] ?? []);
  }
}

function entryIn<Key, Value>(entries: Map<Key, Value>, key: Key, create: () => Value): Value {
  let value = entries.get(key);
  if (value === undefined) {
    value = create();
    entries.set(key, value);
  }
  return value;
}
