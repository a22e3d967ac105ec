import path from 'node:path';
import { type RunningCluster } from '../../scripts/demo/startCluster';
import { type WorkbenchOptions } from '../../workbench/server/shared/options';
import { readDataSources } from '../../workbench/server/provisioning';
import { startWorkbench, type Workbench } from '../../workbench/server/startWorkbench';
import { DEADLINE_MS } from './until';

const ROOT = path.join(__dirname, '../..');
/** The version that `npm ci` installs at the root of the repository. */
const OWN_VERSION = '12.4';

/** Hosts the built plugins with the libraries of a Grafana version. Several hosts can share a cluster. */
export async function hostPlugins(
  cluster: RunningCluster,
  grafanaVersion: string,
  more: Pick<WorkbenchOptions, 'subPath' | 'contentSecurityPolicy' | 'role'>
): Promise<Workbench> {
  return startWorkbench({
    port: 0,
    distDir: path.join(ROOT, 'dist'),
    dashboardsDir: path.join(ROOT, 'dashboards'),
    proxyTimeoutMs: DEADLINE_MS,
    dataSources: await readDataSources(path.join(ROOT, 'provisioning/datasources'), cluster.environment),
    ...(grafanaVersion !== OWN_VERSION && {
      grafanaSet: { dir: path.join(ROOT, 'workbench/hosts', grafanaVersion) },
    }),
    ...more,
  });
}
