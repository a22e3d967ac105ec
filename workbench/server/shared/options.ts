/** A data source as the workbench's server knows it: what Grafana keeps in its database. */
export interface DataSourceSettings {
  uid: string;
  name: string;
  /** Plugin id, e.g. `prometheus`. */
  type: string;
  /** Where requests without a matching plugin route go; empty: nowhere. */
  url?: string;
  isDefault?: boolean;
  jsonData?: Record<string, unknown>;
  /** Stays on the server; only route templates see it. */
  secureJsonData?: Record<string, string>;
}

/** Another installation of the `@grafana/*` libraries: the folder that holds its `node_modules`. */
export interface GrafanaSet {
  dir: string;
}

export type Role = 'Viewer' | 'Editor' | 'Admin';

export interface WorkbenchOptions {
  /** TCP port on 127.0.0.1; 0 takes a free one. */
  port: number;
  dataSources: DataSourceSettings[];
  /** Folder of classic dashboards, `*.json`. */
  dashboardsDir: string;
  /** The built bundle: the app's plugin.json at its root, nested plugins in folders below. */
  distDir: string;
  /**
   * Path that everything is below, without a slash at the end, e.g. `/grafana`, as with `root_url` in Grafana. What
   * lies outside is a 404, as behind a reverse proxy that forwards the sub path alone. Default: none.
   */
  subPath?: string;
  /** Whether answers carry Grafana's default content security policy; off by default, as in Grafana. */
  contentSecurityPolicy?: boolean;
  /** Default: the libraries the repository itself is built with. */
  grafanaSet?: GrafanaSet;
  /** Who is looking, for `reqRole` of plugin routes and for what plugins offer; default Viewer. */
  role?: Role;
  /** How long the data-source proxy waits for the first byte of an answer; default 30 000 ms. */
  proxyTimeoutMs?: number;
}
