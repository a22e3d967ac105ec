import { changedBy, NOT_IMPORTED, PROVISIONED_FROM_FILE } from '../messages';
import { type Dashboard, type DashboardContent, dashboardFingerprint } from './dashboard';
import { dashboardChanges } from './dashboardChanges';
import { type Step } from './step';

const NOTE = /^Imported by Eastwest \(([0-9a-f]{16})\)$/;

/** A dashboard in Grafana. */
export interface FoundDashboard {
  dashboard: DashboardContent;
  folderUid: string;
  isProvisioned: boolean;
  /** The user who saved it last, and the time, in Grafana's notation. */
  savedBy: string;
  savedAt: string;
  /** The newest version in its history that an import saved. */
  lastImport?: { dashboard: DashboardContent; fingerprint: string };
}

/** The message of the version that an import saves. From it, the next import knows what was changed since. */
export function importNote(dashboard: Dashboard): string {
  return `Imported by Eastwest (${dashboardFingerprint(dashboard)})`;
}

/** The fingerprint of the content that was imported with this version; undefined if an import did not save it. */
export function readImportNote(message: string): string | undefined {
  return NOTE.exec(message)?.[1];
}

export function dashboardStep(wanted: Dashboard, found: FoundDashboard): Step {
  const changes = dashboardChanges(found.dashboard, wanted);
  if (changes.length === 0) {
    return { kind: 'unchanged' };
  }
  if (found.isProvisioned) {
    return { kind: 'locked', why: PROVISIONED_FROM_FILE };
  }
  return changedStep(wanted, found, changes);
}

function changedStep(wanted: Dashboard, { lastImport, ...found }: FoundDashboard, changes: string[]): Step {
  if (!lastImport) {
    return { kind: 'edited', why: NOT_IMPORTED, theirs: [], changes, hasNews: true };
  }
  const hasNews = lastImport.fingerprint !== dashboardFingerprint(wanted);
  const theirs = dashboardChanges(lastImport.dashboard, found.dashboard);
  if (theirs.length > 0) {
    const why = changedBy(found.savedBy, found.savedAt);
    return { kind: 'edited', why, theirs, changes, hasNews };
  }
  // If it was not changed since an import of the same content, the changes are only Grafana's notation.
  return hasNews ? { kind: 'changed', changes } : { kind: 'unchanged' };
}
