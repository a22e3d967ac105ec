import { deniesWithoutPolicy } from '../../amazon/enforcement';
import { type PodGroup } from '../podGroups';
import { type Found, type ObjectPlace } from '../finding';
import { dnsPods } from '../clusterDns';
import { type LintContext } from '../lintContext';
import { strictWithoutPolicy, workloadWithoutPolicy } from '../messages';

/** Pods without policies where these are denied everything. */
export function podsWithoutPolicyInStrictMode(context: LintContext): Found[] {
  if (!isStrict(context)) {
    return [];
  }
  const isDns = new Set(dnsPods(context));
  return uncovered(context).flatMap((group) =>
    placesOf(context, group).map((place): Found => ({
      severity: group.pods.some((pod) => isDns.has(pod)) ? 'error' : 'warning',
      place,
      ...strictWithoutPolicy(
        place.name,
        group.pods.some((pod) => isDns.has(pod))
      ),
    }))
  );
}

/** Workloads without policies in namespaces that have some. */
export function workloadsWithoutPolicy(context: LintContext): Found[] {
  if (isStrict(context)) {
    return [];
  }
  const namespaces = new Set(context.policies.flatMap((policy) => ('namespace' in policy ? [policy.namespace] : [])));
  return uncovered(context)
    .filter(({ namespace }) => namespaces.has(namespace))
    .flatMap((group) =>
      placesOf(context, group).map((place): Found => ({
        severity: 'note',
        place,
        ...workloadWithoutPolicy(place.name, place.namespace),
      }))
    );
}

function isStrict({ amazon }: LintContext): boolean {
  return amazon !== undefined && deniesWithoutPolicy(amazon);
}

/** Groups with pods of their own address that no policy selects. */
function uncovered(context: LintContext): PodGroup[] {
  const covered = new Set(context.policies.flatMap((policy) => context.subjectsOf(policy)));
  return context.groups.all().filter((group) => group.pods.length > 0 && !covered.has(group));
}

function placesOf({ owners }: LintContext, { pods }: PodGroup): ObjectPlace[] {
  const places = pods.map((pod) => owners.placeOf(pod));
  return [...new Map(places.map((place) => [`${place.objectKind} ${place.name}`, place])).values()];
}
