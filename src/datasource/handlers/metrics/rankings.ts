import { type Labels } from '../../../core/kubernetes/clusterFacts';
import { filterToCandidates, type TopQuery } from '../../../core/prometheus/agent/candidates';
import { ranking } from '../../../core/prometheus/agent/deltaGauge';
import { type Fitting, shortEnough } from './toPrometheusQuery';

/** Rankings of the groups in several expressions, so that none is too long for all guards, and for their fast form. */
export function rankings(query: TopQuery, who: readonly Labels[]): Fitting[] {
  const whole = shortEnough(filterToCandidates(query, who), (some) => ranking(some, some.top));
  if ((whole.hasAllGuards && whole.isFast) || who.length < 2) {
    return [whole];
  }
  const half = Math.ceil(who.length / 2);
  return [who.slice(0, half), who.slice(half)].flatMap((some) => rankings(query, some));
}
