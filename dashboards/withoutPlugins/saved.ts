import {
  type Dashboard,
  type Panel,
  type RowPanel,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { type SavedQuery } from '../../src/core/query/savedQuery';
import { FLOWS_DATASOURCE } from '../variables';

/** A complete dashboard from its builder, ready to be written to its file. */
export type Finished = Dashboard & { revision: number };

export type { Panel, RowPanel, VariableModel };

/** A query as a panel saves it, for any data source. */
export type Target = NonNullable<Panel['targets']>[number];

/** The queries of a panel for the Eastwest data source. */
export function ourQueries({ targets = [] }: Pick<Panel, 'targets'>): Array<SavedQuery & { refId: string }> {
  // A test checks that these queries are valid in every dashboard.
  return targets.filter(isOurs) as unknown as Array<SavedQuery & { refId: string }>;
}

export function queriesOurPlugins(panel: Panel): boolean {
  return panel.datasource?.uid === FLOWS_DATASOURCE.ref.uid;
}

function isOurs(target: Target): boolean {
  const { datasource } = target as { datasource?: { uid?: string } };
  return datasource?.uid === FLOWS_DATASOURCE.ref.uid;
}
