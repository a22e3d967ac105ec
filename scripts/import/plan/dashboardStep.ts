import { type Dashboard, dashboardFingerprint } from './dashboard';
import { dashboardChanges } from './dashboardChanges';
import { type Step } from './step';

const NOTE = /^Imported by Eastwest \(([0-9a-f]{16})\)$/;

/** A dashboard as Grafana has it. */
export interface FoundDashboard {
  dashboard: Dashboard;
  folderUid: string;
  isProvisioned: boolean;
  /** Who saved it last, and when, as Grafana writes them. */
  savedBy: string;
  savedAt: string;
  /** The newest version in its history that is an import of ours. */
  lastImport?: { dashboard: Dashboard; fingerprint: string };
}

/** The message of the version that an import makes. By it the next import knows what people changed since. */
export function importNote(dashboard: Dashboard): string {
  return `Imported by Eastwest (${dashboardFingerprint(dashboard)})`;
}

/** What was imported with this version, if it is one of ours. */
export function readImportNote(message: string): string | undefined {
  return NOTE.exec(message)?.[1];
}

export function dashboardStep(wanted: Dashboard, found: FoundDashboard): Step {
  const changes = dashboardChanges(found.dashboard, wanted);
  if (changes.length === 0) {
    return { kind: 'unchanged' };
  }
  if (found.isProvisioned) {
    return { kind: 'locked', why: 'Grafana has it from a provisioning file: remove it there' };
  }
  return changedStep(wanted, found, changes);
}

function changedStep(wanted: Dashboard, { lastImport, ...found }: FoundDashboard, changes: string[]): Step {
  if (!lastImport) {
    return { kind: 'edited', why: 'there already, and not imported by us', theirs: [], changes, hasNews: true };
  }
  const hasNews = lastImport.fingerprint !== dashboardFingerprint(wanted);
  const theirs = dashboardChanges(lastImport.dashboard, found.dashboard);
  if (theirs.length > 0) {
    const why = `changed in Grafana by ${found.savedBy || 'somebody'} at ${found.savedAt}`;
    return { kind: 'edited', why, theirs, changes, hasNews };
  }
  // Nobody touched it, and it was imported from the same: Grafana writes it in other words.
  return hasNews ? { kind: 'changed', changes } : { kind: 'unchanged' };
}
