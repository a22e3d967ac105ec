import { BY_ADDRESS_COLUMNS, deniedByAddressQuery } from '../../src/core/cloudwatch/policyLogQuery';
import { type SavedDeniedQuery } from '../../src/core/query/deniedQuery';
import { CLOUDWATCH_DATASOURCE } from '../cloudWatch';
import { EKS_CLUSTER } from '../variables';
import { type Panel, type Target } from './saved';

const WITHOUT_NAMES =
  'Addresses without names, most attempts first, at most 200 rows. The names of the addresses need the plugins.';

/** The table of denied connections by address, with the Logs Insights query of Grafana's data source. Graphs need the plugins. */
export function deniedPanel(panel: Panel, { format }: SavedDeniedQuery): Panel | undefined {
  if (format !== 'table') {
    return undefined;
  }
  const target = { refId: 'A', datasource: CLOUDWATCH_DATASOURCE.ref, ...deniedByAddressQuery(`$${EKS_CLUSTER}`) };
  const names = Object.keys(BY_ADDRESS_COLUMNS);
  return {
    ...panel,
    description: `${panel.description ?? ''} ${WITHOUT_NAMES}`,
    datasource: CLOUDWATCH_DATASOURCE.ref,
    // Panels have targets of any data source, which the type of the builders does not know.
    targets: [target as unknown as Target],
    transformations: [
      {
        id: 'organize',
        options: {
          excludeByName: {},
          indexByName: Object.fromEntries(names.map((name, index) => [name, index])),
          renameByName: { ...BY_ADDRESS_COLUMNS },
        },
      },
    ],
  };
}
