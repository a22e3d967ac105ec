import { type WantedRule } from './rule';

/** Links to dashboards of ours; other links stay as they are. */
const DASHBOARD_LINK = /\/d\/(eastwest-[\w-]+)/;

/** The annotations by which Grafana knows the panel of a rule. It takes both or none. */
const PANEL = { dashboard: '__dashboardUid__', panel: '__panelId__' };

/** The dashboards to which alert rules lead, by their uids. */
export function linkedUids(rules: readonly WantedRule[]): string[] {
  const uids = rules.flatMap((rule) => Object.keys(rule.annotations).flatMap((name) => linkedUid(rule, name) ?? []));
  return [...new Set(uids)];
}

/**
 * A rule that leads to dashboards that are there only: instead of one of the app's to its counterpart of the
 * core set, whose panels have the same ids, and else nowhere, with the annotation left out.
 */
export function leadTo(rule: WantedRule, isThere: (uid: string) => boolean): WantedRule {
  const annotations = Object.entries(rule.annotations).flatMap(([name, text]) => {
    const uid = linkedUid(rule, name);
    const target = uid === undefined ? '' : [uid, counterpart(uid)].find(isThere);
    return target === undefined ? [] : [[name, uid === undefined ? text : text.replace(uid, target)] as const];
  });
  return { ...rule, annotations: Object.fromEntries(annotations) };
}

/** The dashboard of an annotation. */
function linkedUid({ annotations }: WantedRule, name: string): string | undefined {
  return name === PANEL.dashboard || name === PANEL.panel
    ? annotations[PANEL.dashboard]
    : DASHBOARD_LINK.exec(annotations[name] ?? '')?.[1];
}

/** Both sets name their dashboards alike. */
function counterpart(uid: string): string {
  return uid.replace(/^eastwest-/, 'eastwest-core-');
}
