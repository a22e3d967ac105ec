/** A data source as the workbench's server uses it: what Grafana stores in its database. */
export interface DataSourceSettings {
  uid: string;
  name: string;
  /** Plugin ID, for example `prometheus`. */
  type: string;
  /** The URL for requests without a matching plugin route; empty means none. */
  url?: string;
  isDefault?: boolean;
  jsonData?: Record<string, unknown>;
  /** Not sent to the page; only route templates can use it. */
  secureJsonData?: Record<string, string>;
}

/** Another installation of the `@grafana/*` libraries: the folder that contains its `node_modules`. */
export interface GrafanaSet {
  dir: string;
}

/** Grafana's organization roles. */
export type Role = 'Viewer' | 'Editor' | 'Admin';

/** How to run the workbench. */
export interface WorkbenchOptions {
  /** TCP port on 127.0.0.1; 0 selects a free one. */
  port: number;
  dataSources: DataSourceSettings[];
  /** Folder with classic dashboards, `*.json`. */
  dashboardsDir: string;
  /** The built bundle, with the app's plugin.json at its root and nested plugins in folders below. */
  distDir: string;
  /**
   * The path prefix of all pages, without a slash at the end, for example `/grafana`, as with `root_url` in Grafana.
   * Other paths get a 404, as behind a reverse proxy that forwards only the sub path. Default: none.
   */
  subPath?: string;
  /** Whether responses have Grafana's default content security policy; off by default, as in Grafana. */
  contentSecurityPolicy?: boolean;
  /** Default: the libraries that the repository itself is built with. */
  grafanaSet?: GrafanaSet;
  /** The role of the viewer, for `reqRole` of plugin routes and for what plugins offer; Viewer by default. */
  role?: Role;
  /** How long the data source proxy waits for the first byte of a response; 30,000 ms by default. */
  proxyTimeoutMs?: number;
}
