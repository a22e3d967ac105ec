/** The monitors and scopes in AWS, and the accounts that a scope does not cover. Times are in milliseconds since the epoch. */

export interface WatchedResource {
  /** A CloudFormation type: "AWS::EKS::Cluster". */
  type: string;
  /** An ARN, or the name of a zone or Region. */
  identifier: string;
}

export interface MonitorFacts {
  name: string;
  arn: string;
  /** PENDING, ACTIVE, INACTIVE, ERROR, DELETING, or a status that the API adds later. */
  status: string;
  /** Absent if only the list of monitors was read. */
  detail?: MonitorDetail;
}

export interface MonitorDetail {
  localResources: readonly WatchedResource[];
  /** Empty for all resources that the local resources communicate with. */
  remoteResources: readonly WatchedResource[];
  createdAtMs?: number;
  modifiedAtMs?: number;
}

/** A monitor of the AWS network between zones and Regions for whole VPCs, without agents. */
export interface PerformanceMonitorFacts {
  name: string;
  arn: string;
  status: string;
  /** "VPC", or a type that the API adds later. */
  type: string;
  targets: readonly WatchedResource[];
}

export interface ScopeFacts {
  scopeId: string;
  arn: string;
  /** SUCCEEDED, IN_PROGRESS, FAILED, DEACTIVATING, DEACTIVATED, or a status that the API adds later. */
  status: string;
  /** The accounts that it covers; absent if only the list of scopes was read. */
  targets?: readonly ScopeTarget[];
}

export interface ScopeTarget {
  accountId?: string;
  /** "ACCOUNT", or a type that the API adds later. */
  type?: string;
  region?: string;
}

/** Whether the scope covers all accounts whose traffic a monitor observes, and the accounts that it does not cover. */
export interface ScopeCoverage {
  monitorName: string;
  /** COMPLETE, INCOMPLETE, PENDING, STALE, or a status that the API adds later. */
  status: string;
  accountsToAdd: readonly AccountToAdd[];
  /** The time at which the coverage was determined. */
  updatedAtMs?: number;
}

export interface AccountToAdd {
  accountId: string;
  region?: string;
  /** IN_ORG, NOT_IN_ORG or UNKNOWN. */
  membership?: string;
}

/** The lists that a query of the inventory can show. */
export const INVENTORY_KINDS = ['monitors', 'performanceMonitors', 'scopes', 'scopeSuggestions', 'agents'] as const;
export type InventoryKind = (typeof INVENTORY_KINDS)[number];

/** The lists from the flow API. The list of agents is from Prometheus. */
export type ApiInventoryKind = Exclude<InventoryKind, 'agents'>;

export type Inventory =
  | { kind: 'monitors'; monitors: readonly MonitorFacts[] }
  | { kind: 'performanceMonitors'; monitors: readonly PerformanceMonitorFacts[] }
  | { kind: 'scopes'; scopes: readonly ScopeFacts[] }
  | { kind: 'scopeSuggestions'; coverages: readonly ScopeCoverage[] };
