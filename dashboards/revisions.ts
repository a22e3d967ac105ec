import { createHash } from 'node:crypto';

/** The comment at the top of revisions.yaml. */
export const REVISIONS_COMMENT =
  'The content of each revision of the dashboards in the app. Dashboards without the plugins need no revision: the importer compares their content.';

/** The revision of each dashboard and a hash of its content, by the name of the JSON file. */
export type Revisions = Record<string, { revision: number; content: string }>;

/**
 * The revisions to record, and problems with them. When the app is updated, Grafana replaces a dashboard only if its
 * revision differs, so the content of a revision must never change.
 */
export function revisionsOf(
  dashboards: Record<string, object>,
  recorded: Revisions
): { revisions: Revisions; problems: string[] } {
  const revisions = Object.fromEntries(
    Object.entries(dashboards).map(([name, dashboard]) => [name, recordOf(dashboard)] as const)
  );
  const problems = Object.entries(revisions).flatMap(([name, now]) => problemOf(name, now, recorded[name]) ?? []);
  return { revisions, problems };
}

function recordOf(dashboard: object): Revisions[string] {
  const { revision, ...content }: { revision?: number } = { ...dashboard };
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
  return { revision: revision ?? 0, content: hash };
}

function problemOf(name: string, now: Revisions[string], before: Revisions[string] | undefined): string | undefined {
  if (!before || now.revision > before.revision) {
    return undefined;
  }
  if (now.content === before.content && now.revision === before.revision) {
    return undefined;
  }
  return `The dashboard ${name} changed, but its revision (${now.revision}) was not raised. Raise it to ${before.revision + 1} in its builder; otherwise, Grafana keeps the old dashboard when the app is updated.`;
}
