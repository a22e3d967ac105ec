import {
  type Dashboard,
  type Panel,
  type RowPanel,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { type SavedQuery } from '../../src/core/query/savedQuery';
import { FLOWS_DATASOURCE } from '../variables';

/** A dashboard as its builder made it, ready for its file. */
export type Finished = Dashboard & { revision: number };

export type { Panel, RowPanel, VariableModel };

/** A query as a panel saves it, of whichever data source. */
export type Target = NonNullable<Panel['targets']>[number];

/** The queries of a panel that our data source answers. */
export function ourQueries({ targets = [] }: Pick<Panel, 'targets'>): Array<SavedQuery & { refId: string }> {
  // What is asked of our data source is always one of its queries: a test holds every dashboard to it.
  return targets.filter(isOurs) as unknown as Array<SavedQuery & { refId: string }>;
}

export function asksOurs(panel: Panel): boolean {
  return panel.datasource?.uid === FLOWS_DATASOURCE.ref.uid;
}

function isOurs(target: Target): boolean {
  const { datasource } = target as { datasource?: { uid?: string } };
  return datasource?.uid === FLOWS_DATASOURCE.ref.uid;
}
