import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import manifest from '../../plugin.json';
import datasource from '../../src/datasource/plugin.json';
import flowgraph from '../../src/flowgraph/plugin.json';
import { grafanaNotFound } from './messages';
import { runServer } from './runServer';

const ROOT = path.join(__dirname, '../..');

export interface GrafanaOptions {
  /** The directory of a Grafana installation, with bin/, conf/, and public/. */
  home: string;
  port: number;
  /** The environment variables that the provisioning files use. */
  environment: Record<string, string>;
}

export interface RunningGrafana {
  url: string;
  close(): Promise<void>;
}

/**
 * Starts a real Grafana on the loopback address, with the built plugins and the provisioning files. Anonymous users have
 * the role Viewer; the user "admin" with the password "admin" has the role Admin. Its data are removed when it stops.
 */
export async function startGrafana({ home, port, environment }: GrafanaOptions): Promise<RunningGrafana> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-grafana-'));
  const plugins = path.join(directory, 'plugins');
  fs.cpSync(path.join(ROOT, 'dist'), path.join(plugins, manifest.id), { recursive: true });
  const url = `http://127.0.0.1:${port}`;
  const stop = await runServer({
    name: 'Grafana',
    ...serverCommand(home),
    environment: { ...environment, ...settings(directory, plugins, port) },
    readyUrl: `${url}/api/health`,
  });
  return {
    url,
    close: async () => {
      await stop();
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}

function serverCommand(home: string): { command: string; args: string[] } {
  const [command] = ['bin/grafana', 'bin/grafana-server'].map((file) => path.join(home, file)).filter(fs.existsSync);
  if (command === undefined) {
    throw new Error(grafanaNotFound(home));
  }
  return { command, args: ['server', '--homepath', home] };
}

function settings(directory: string, plugins: string, port: number): Record<string, string> {
  return {
    GF_SERVER_HTTP_ADDR: '127.0.0.1',
    GF_SERVER_HTTP_PORT: String(port),
    GF_PATHS_DATA: path.join(directory, 'data'),
    GF_PATHS_LOGS: path.join(directory, 'logs'),
    GF_PATHS_PLUGINS: plugins,
    GF_PATHS_PROVISIONING: path.join(ROOT, 'provisioning'),
    GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS: [manifest.id, datasource.id, flowgraph.id].join(','),
    GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: path.join(ROOT, 'dashboards/network-overview.json'),
    GF_PLUGINS_PREINSTALL_DISABLED: 'true',
    GF_AUTH_ANONYMOUS_ENABLED: 'true',
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
    GF_NEWS_NEWS_FEED_ENABLED: 'false',
  };
}
