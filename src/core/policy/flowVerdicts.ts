import { type FlowKind } from './flowKinds';
import { type Engine, flowKindsOf, type JudgedCluster, rangesOf } from './judgedCluster';
import { type Policy } from './policies';
import { type PolicyFlow } from './policyFlow';
import { RuleChanges } from './ruleChanges';
import { type Verdict } from './verdict';

/** The kinds of flows, which policies with the same ranges, or with only some of them, do not distinguish further. */
interface Grouping {
  ranges: ReadonlySet<string>;
  /** Policies that have no other ranges. */
  policies: WeakSet<Policy>;
  kinds: readonly FlowKind[];
  /** The number of the kind of each flow. */
  ofFlows: readonly number[];
  /** The position of the first flow of each kind. */
  firstFlows: readonly number[];
}

/**
 * The verdicts of flows of one cluster under changing policies. After a change, only those flows are judged again whose pods have
 * other rules than before.
 */
export class FlowVerdicts {
  private grouping: Grouping | undefined;
  private latest: { engine: Engine; verdicts: readonly Verdict[] } | undefined;

  constructor(
    private readonly cluster: JudgedCluster,
    private readonly flows: readonly PolicyFlow[]
  ) {}

  /** The verdict of each flow. Policies that did not change must be the same objects as in the previous call. */
  under(policies: readonly Policy[]): readonly Verdict[] {
    const { kinds, ofFlows, firstFlows } = this.groupingFor(policies);
    const engine = this.cluster.engineFor(policies);
    const { latest } = this;
    const changes = latest && new RuleChanges(this.cluster.index, latest.engine, engine);
    const ofKinds: Verdict[] = new Array(kinds.length);
    for (const kind of kinds) {
      const kept = changes?.concern(kind) === false ? latest?.verdicts[firstFlows[kind.number] ?? 0] : undefined;
      ofKinds[kind.number] = kept ?? engine.verdictOf(kind.flow);
    }
    // Every kind has a verdict now.
    const verdicts = ofFlows.map((number) => ofKinds[number]!);
    this.latest = { engine, verdicts };
    return verdicts;
  }

  private groupingFor(policies: readonly Policy[]): Grouping {
    const known = this.grouping;
    const others = known ? policies.filter((policy) => !known.policies.has(policy)) : policies;
    const ranges = rangesOf(others).map(({ text }) => text);
    if (known && ranges.every((range) => known.ranges.has(range))) {
      others.forEach((policy) => known.policies.add(policy));
      return known;
    }
    const all = known ? rangesOf(policies).map(({ text }) => text) : ranges;
    this.grouping = { ranges: new Set(all), policies: new WeakSet(policies), ...this.group(policies) };
    return this.grouping;
  }

  private group(policies: readonly Policy[]): Omit<Grouping, 'ranges' | 'policies'> {
    const kinds = flowKindsOf(this.cluster, policies);
    const firstFlows: number[] = [];
    const ofFlows = this.flows.map((flow, position) => {
      const { number } = kinds.of(flow);
      firstFlows[number] ??= position;
      return number;
    });
    return { kinds: kinds.all(), ofFlows, firstFlows };
  }
}
