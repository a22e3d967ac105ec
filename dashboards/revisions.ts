import { createHash } from 'node:crypto';

/** Above the record, revisions.yaml. */
export const REVISIONS_COMMENT =
  'Which content the revision of each dashboard of the app has. The core dashboards need none: the importer compares them.';

/** Which content each revision of a dashboard has, by the name of its JSON file. */
export type Revisions = Record<string, { revision: number; content: string }>;

/**
 * What is to be recorded, and what is wrong: when the app is updated, Grafana replaces a dashboard only where its
 * revision is another one, so a revision is of one content for good.
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
  return `The dashboard ${name} changed, and its revision is ${now.revision}. Raise it to ${before.revision + 1} in its builder, or Grafana keeps the old one when the app is updated.`;
}
