import { APP_ID } from '../../../src/common/pluginIds';
import { type WantedRule } from './rule';

/** Links to Eastwest dashboards, and to pages of the app. Other links are not changed. */
const EASTWEST_LINK = new RegExp(`/(?:d|a(?=/${APP_ID}/))/(eastwest-[\\w-]+)`);

/** The annotations that name the panel of a rule for Grafana, which requires both or neither. */
const PANEL = { dashboard: '__dashboardUid__', panel: '__panelId__' };

/** The UIDs of the dashboards that alert rules link to, and the ID of the app. */
export function linkedUids(rules: readonly WantedRule[]): string[] {
  const uids = rules.flatMap((rule) => Object.keys(rule.annotations).flatMap((name) => linkedUid(rule, name) ?? []));
  return [...new Set(uids)];
}

/**
 * A rule that links only to existing dashboards, and to the app only if it is enabled. If a dashboard of the app does not exist,
 * the rule links to its counterpart in the core set, whose panels have the same IDs. If neither exists, the annotation is omitted.
 */
export function retargetLinks(rule: WantedRule, isThere: (uid: string) => boolean): WantedRule {
  const annotations = Object.entries(rule.annotations).flatMap(([name, text]) => {
    const uid = linkedUid(rule, name);
    const target = uid === undefined ? '' : [uid, counterpart(uid)].find(isThere);
    return target === undefined ? [] : [[name, uid === undefined ? text : text.replace(uid, target)] as const];
  });
  return { ...rule, annotations: Object.fromEntries(annotations) };
}

/** The UID of the dashboard that an annotation refers to, or the ID of the app. */
function linkedUid({ annotations }: WantedRule, name: string): string | undefined {
  return name === PANEL.dashboard || name === PANEL.panel
    ? annotations[PANEL.dashboard]
    : EASTWEST_LINK.exec(annotations[name] ?? '')?.[1];
}

/** The dashboard in the core set, which has the same name. */
function counterpart(uid: string): string {
  return uid.replace(/^eastwest-/, 'eastwest-core-');
}
