/** The AWS side of what is watched: monitors, scopes, and what a scope lacks. Times are in milliseconds since the epoch. */

export interface WatchedResource {
  /** A CloudFormation type: "AWS::EKS::Cluster". */
  type: string;
  /** An ARN, or a zone's or Region's name. */
  identifier: string;
}

export interface MonitorFacts {
  name: string;
  arn: string;
  /** PENDING, ACTIVE, INACTIVE, ERROR, DELETING, or what no model has yet. */
  status: string;
  /** Absent where only the list was read. */
  detail?: MonitorDetail;
}

export interface MonitorDetail {
  localResources: readonly WatchedResource[];
  /** Empty: all that the local resources talk to. */
  remoteResources: readonly WatchedResource[];
  createdAtMs?: number;
  modifiedAtMs?: number;
}

/** Watches the AWS network between zones and Regions for whole VPCs, without agents. */
export interface PerformanceMonitorFacts {
  name: string;
  arn: string;
  status: string;
  /** "VPC", or what no model has yet. */
  type: string;
  targets: readonly WatchedResource[];
}

export interface ScopeFacts {
  scopeId: string;
  arn: string;
  /** SUCCEEDED, IN_PROGRESS, FAILED, DEACTIVATING, DEACTIVATED, or what no model has yet. */
  status: string;
  /** The accounts that it covers; absent where only the list was read. */
  targets?: readonly ScopeTarget[];
}

export interface ScopeTarget {
  accountId?: string;
  /** "ACCOUNT", or what no model has yet. */
  type?: string;
  region?: string;
}

/** Whether the scope covers all accounts whose traffic a monitor sees, and which it lacks. */
export interface ScopeCoverage {
  monitorName: string;
  /** COMPLETE, INCOMPLETE, PENDING, STALE, or what no model has yet. */
  status: string;
  accountsToAdd: readonly AccountToAdd[];
  /** When the coverage was determined. */
  updatedAtMs?: number;
}

export interface AccountToAdd {
  accountId: string;
  region?: string;
  /** IN_ORG, NOT_IN_ORG or UNKNOWN. */
  membership?: string;
}

/** What of the inventory one query shows. */
export const INVENTORY_KINDS = ['monitors', 'performanceMonitors', 'scopes', 'scopeSuggestions', 'agents'] as const;
export type InventoryKind = (typeof INVENTORY_KINDS)[number];

/** The lists that the flow API tells; of agents, Prometheus tells. */
export type ApiInventoryKind = Exclude<InventoryKind, 'agents'>;

export type Inventory =
  | { kind: 'monitors'; monitors: readonly MonitorFacts[] }
  | { kind: 'performanceMonitors'; monitors: readonly PerformanceMonitorFacts[] }
  | { kind: 'scopes'; scopes: readonly ScopeFacts[] }
  | { kind: 'scopeSuggestions'; coverages: readonly ScopeCoverage[] };
