import { type DataFrame } from '@grafana/data';
import {
  type AccountToAdd,
  type Inventory,
  type MonitorFacts,
  type PerformanceMonitorFacts,
  type ScopeCoverage,
  type ScopeFacts,
  type ScopeTarget,
  type WatchedResource,
} from '../core/inventory/inventory';
import { tableFrame, type TableColumn, textColumn, timeColumn } from './table';

/** A list of the inventory as a table. */
export function inventoryFrame(inventory: Inventory, refId?: string): DataFrame {
  switch (inventory.kind) {
    case 'monitors':
      return tableFrame('monitors', inventory.monitors, MONITOR_COLUMNS, refId);
    case 'performanceMonitors':
      return tableFrame('performance monitors', inventory.monitors, PERFORMANCE_MONITOR_COLUMNS, refId);
    case 'scopes':
      return tableFrame('scopes', inventory.scopes.flatMap(scopeRows), SCOPE_COLUMNS, refId);
    case 'scopeSuggestions':
      return tableFrame('scope suggestions', inventory.coverages.flatMap(coverageRows), COVERAGE_COLUMNS, refId);
  }
}

const MONITOR_COLUMNS: ReadonlyArray<TableColumn<MonitorFacts>> = [
  textColumn('monitorName', 'Monitor', ({ name }) => name),
  textColumn('monitorStatus', 'Status', ({ status }) => status),
  textColumn('localResources', 'Local resources', ({ detail }) => detail && listed(detail.localResources)),
  textColumn(
    'remoteResources',
    'Remote resources',
    ({ detail }) => detail && (listed(detail.remoteResources) || 'All')
  ),
  timeColumn('createdAt', 'Created', ({ detail }) => detail?.createdAtMs),
  timeColumn('modifiedAt', 'Modified', ({ detail }) => detail?.modifiedAtMs),
  textColumn('monitorArn', 'ARN', ({ arn }) => arn),
];

const PERFORMANCE_MONITOR_COLUMNS: ReadonlyArray<TableColumn<PerformanceMonitorFacts>> = [
  textColumn('monitorName', 'Performance monitor', ({ name }) => name),
  textColumn('monitorStatus', 'Status', ({ status }) => status),
  textColumn('monitorType', 'Type', ({ type }) => type || undefined),
  textColumn('targets', 'Targets', ({ targets }) => listed(targets) || undefined),
  textColumn('monitorArn', 'ARN', ({ arn }) => arn),
];

/** A row per account that the scope covers, or one row without an account if none is known. */
interface ScopeRow {
  scope: ScopeFacts;
  target?: ScopeTarget;
}

function scopeRows(scope: ScopeFacts): ScopeRow[] {
  return scope.targets?.length ? scope.targets.map((target) => ({ scope, target })) : [{ scope }];
}

const SCOPE_COLUMNS: ReadonlyArray<TableColumn<ScopeRow>> = [
  textColumn('scopeId', 'Scope', ({ scope }) => scope.scopeId),
  textColumn('scopeStatus', 'Status', ({ scope }) => scope.status),
  textColumn('accountId', 'Account', ({ target }) => target?.accountId),
  textColumn('region', 'Region', ({ target }) => target?.region),
  textColumn('targetType', 'Target type', ({ target }) => target?.type),
  textColumn('scopeArn', 'ARN', ({ scope }) => scope.arn),
];

/** A row per account that the scope does not cover, or one row without an account if it covers all. */
interface CoverageRow {
  coverage: ScopeCoverage;
  account?: AccountToAdd;
}

function coverageRows(coverage: ScopeCoverage): CoverageRow[] {
  const { accountsToAdd } = coverage;
  return accountsToAdd.length > 0 ? accountsToAdd.map((account) => ({ coverage, account })) : [{ coverage }];
}

const COVERAGE_COLUMNS: ReadonlyArray<TableColumn<CoverageRow>> = [
  textColumn('monitorName', 'Monitor', ({ coverage }) => coverage.monitorName),
  textColumn('coverage', 'Coverage', ({ coverage }) => coverage.status),
  textColumn('accountId', 'Uncovered account', ({ account }) => account?.accountId),
  textColumn('region', 'Region', ({ account }) => account?.region),
  textColumn('membership', 'Organization', ({ account }) => account?.membership),
  timeColumn('updatedAt', 'Updated', ({ coverage }) => coverage.updatedAtMs),
];

/** A comma-separated list of "AWS::EKS::Cluster arn:aws:eks:…". */
function listed(resources: readonly WatchedResource[]): string {
  return resources.map(({ type, identifier }) => `${type} ${identifier}`.trim()).join(', ');
}
