import { type Found } from '../finding';
import { type LintContext } from '../lintContext';
import { podsShareRules } from '../messages';
import { podsSharingRules } from '../sharedRules';

/** Pods to which the policies of another pod apply as well. One finding for each group of such pods. */
export function podsWithSharedRules(context: LintContext): Found[] {
  return context.once(podsSharingRules).flatMap(([first, ...rest]): Found[] => {
    const other = rest.at(-1);
    if (first === undefined || other === undefined) {
      return [];
    }
    const { namespace, name } = other;
    const place = { kind: 'object' as const, objectKind: 'Pod', namespace, name };
    return [{ severity: 'error', place, ...podsShareRules(first, other) }];
  });
}
