import { type DataFrame } from '@grafana/data';
import { type DeniedPair } from '../core/policyLog/deniedConnections';
import { numberColumn, tableFrame, type TableColumn, textColumn, timeColumn } from './table';

const ATTEMPTS =
  'Ports from which the client tried to connect: each attempt has another one. CloudWatch approximates large numbers.';
const TIER =
  'The tier that decided: ADMIN and BASELINE are tiers of cluster network policies, NETWORK_POLICY is that of network policies, and DEFAULT is isolation without one. Agents before version 1.3.0 do not report it.';

const COLUMNS: ReadonlyArray<TableColumn<DeniedPair>> = [
  textColumn('client', 'Client', ({ client }) => client),
  textColumn('server', 'Server', ({ server }) => server),
  numberColumn('port', 'Port', undefined, ({ port }) => port),
  textColumn('protocol', 'Protocol', ({ protocol }) => protocol),
  { ...numberColumn<DeniedPair>('attempts', 'Attempts', 'short', ({ attempts }) => attempts), description: ATTEMPTS },
  numberColumn('packets', 'Denied packets', 'short', ({ packets }) => packets),
  timeColumn('first', 'First', ({ firstMs }) => firstMs),
  timeColumn('last', 'Last', ({ lastMs }) => lastMs),
  { ...textColumn<DeniedPair>('tier', 'Tier', ({ tier }) => tier), description: TIER },
  textColumn('clientNamespace', 'Client namespace', ({ clientNamespace }) => clientNamespace),
  textColumn('serverNamespace', 'Server namespace', ({ serverNamespace }) => serverNamespace),
  textColumn('clientIp', 'Client address', ({ clientIp }) => clientIp),
  textColumn('serverIp', 'Server address', ({ serverIp }) => serverIp),
];

/** A row per pair of ends, port, protocol, and tier. Addresses are empty if there are several. */
export function deniedFrame(pairs: readonly DeniedPair[], refId?: string): DataFrame {
  return tableFrame('denied connections', pairs, COLUMNS, refId);
}
