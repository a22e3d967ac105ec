import path from 'node:path';
import { type DataSourceSettings, type GrafanaSet } from '../../workbench/server/options';
import { readDataSources } from '../../workbench/server/provisioning';
import { startWorkbench } from '../../workbench/server/startWorkbench';
import { type ClusterOptions, type RunningCluster, startCluster } from './startCluster';

const ROOT = path.join(__dirname, '../..');

export interface DemoOptions extends ClusterOptions {
  /** 0 takes a free one. */
  workbenchPort: number;
  grafanaSet?: GrafanaSet;
  /** Beside those that are provisioned. */
  moreDataSources?: DataSourceSettings[];
}

export interface Demo extends RunningCluster {
  url: string;
}

/** Starts the simulated cluster, a real Prometheus, and the page that hosts the plugins. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const cluster = await startCluster(options);
  try {
    return await withWorkbench(cluster, options);
  } catch (failure) {
    await cluster.close();
    throw failure;
  }
}

async function withWorkbench(cluster: RunningCluster, options: DemoOptions): Promise<Demo> {
  const provisioned = await readDataSources(path.join(ROOT, 'provisioning/datasources'), cluster.environment);
  const workbench = await startWorkbench({
    port: options.workbenchPort,
    distDir: path.join(ROOT, 'dist'),
    dashboardsDir: path.join(ROOT, 'dashboards'),
    dataSources: [...provisioned, ...(options.moreDataSources ?? [])],
    grafanaSet: options.grafanaSet,
  });
  return {
    ...cluster,
    url: workbench.url,
    close: async () => {
      await Promise.all([workbench.close(), cluster.close()]);
    },
  };
}
