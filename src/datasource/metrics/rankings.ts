import { type Labels } from '../../core/cluster/clusterFacts';
import { among, type TopQuery } from '../../core/promql/candidates';
import { ranking } from '../../core/promql/deltaGauge';
import { type Fitting, isShortEnough, shortEnough } from './toPrometheusQuery';

/** Rankings of some groups each, so that none is too long for all guards. */
export function rankings(query: TopQuery, who: readonly Labels[]): Fitting[] {
  const whole = shortEnough(among(query, who), (some) => ranking(some, some.top));
  if ((whole.hasAllGuards && isShortEnough(whole.expression)) || who.length < 2) {
    return [whole];
  }
  const half = Math.ceil(who.length / 2);
  return [who.slice(0, half), who.slice(half)].flatMap((some) => rankings(query, some));
}
