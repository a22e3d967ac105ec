import { type WantedRule } from './rule';

const DASHBOARD_LINK = /\/d\/([\w-]+)/;

/** The dashboards to which alert rules lead, by their uids. */
export function linkedUids(rules: readonly WantedRule[]): string[] {
  const uids = rules.flatMap(({ annotations }) => Object.values(annotations).flatMap((text) => uidIn(text) ?? []));
  return [...new Set(uids)];
}

/**
 * A rule that leads to dashboards that are there only: instead of one of the app's to its counterpart of the
 * core set, and else nowhere, with the annotation left out.
 */
export function leadTo(rule: WantedRule, isThere: (uid: string) => boolean): WantedRule {
  const annotations = Object.entries(rule.annotations).flatMap(([name, text]) => {
    const uid = uidIn(text);
    const target = uid === undefined ? '' : [uid, counterpart(uid)].find(isThere);
    return target === undefined ? [] : [[name, text.replace(DASHBOARD_LINK, `/d/${target}`)] as const];
  });
  return { ...rule, annotations: Object.fromEntries(annotations) };
}

function uidIn(text: string): string | undefined {
  return DASHBOARD_LINK.exec(text)?.[1];
}

/** Both sets name their dashboards alike. */
function counterpart(uid: string): string {
  return uid.replace(/^eastwest-/, 'eastwest-core-');
}
