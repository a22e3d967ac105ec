import path from 'node:path';
import { Thread } from '../../simulator/threads/thread';
import { type DataSourceSettings, type WorkbenchOptions } from '../../workbench/server/shared/options';
import { readDataSources } from '../../workbench/server/provisioning';
import { type ClusterOptions, type RunningCluster, startCluster } from './startCluster';

const ROOT = path.join(__dirname, '../..');

export interface DemoOptions
  extends Omit<ClusterOptions, 'alertRulesIn'>, Pick<WorkbenchOptions, 'grafanaSet' | 'proxyTimeoutMs'> {
  /** 0 for a free port. */
  workbenchPort: number;
  /** Data sources in addition to the provisioned ones. */
  moreDataSources?: DataSourceSettings[];
}

export interface Demo extends RunningCluster {
  url: string;
}

/** Starts the simulated cluster, a real Prometheus, and the page that hosts the plugins. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  // The page does not evaluate alert rules.
  const cluster = await startCluster({ ...options, alertRulesIn: 'Prometheus' });
  try {
    return await withWorkbench(cluster, options);
  } catch (failure) {
    await cluster.close();
    throw failure;
  }
}

async function withWorkbench(cluster: RunningCluster, options: DemoOptions): Promise<Demo> {
  const provisioned = await readDataSources(path.join(ROOT, 'provisioning/datasources'), cluster.environment);
  const page = new Thread<WorkbenchOptions, string>(require.resolve('./pageThread'));
  const url = await page.run({
    port: options.workbenchPort,
    distDir: path.join(ROOT, 'dist'),
    dashboardsDir: path.join(ROOT, 'dashboards'),
    dataSources: [...provisioned, ...(options.moreDataSources ?? [])],
    grafanaSet: options.grafanaSet,
    proxyTimeoutMs: options.proxyTimeoutMs,
  });
  return {
    ...cluster,
    url,
    close: async () => {
      await Promise.all([page.end(), cluster.close()]);
    },
  };
}
