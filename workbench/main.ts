import path from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryDir } from './server/shared/paths';
import { readDataSources } from './server/provisioning';
import { startWorkbench } from './server/startWorkbench';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3300' },
    dist: { type: 'string', default: path.join(repositoryDir, 'dist') },
    dashboards: { type: 'string', default: path.join(repositoryDir, 'dashboards') },
    datasources: { type: 'string', default: path.join(repositoryDir, 'provisioning/datasources') },
    /** For example `/grafana`. */
    'sub-path': { type: 'string' },
    /** Whether to send Grafana's default content security policy. */
    csp: { type: 'boolean', default: false },
    /** `11.6` or `13.2`, a folder in workbench/hosts; by default the repository's own libraries. */
    grafana: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const workbench = await startWorkbench({
    port: Number(values.port),
    distDir: values.dist,
    dashboardsDir: values.dashboards,
    dataSources: await readDataSources(values.datasources, process.env),
    subPath: values['sub-path'],
    contentSecurityPolicy: values.csp,
    grafanaSet: values.grafana === undefined ? undefined : { dir: path.join(__dirname, 'hosts', values.grafana) },
  });
  const { cached, tookMs, bytes } = workbench.bundle;
  const built = cached ? 'from the cache' : `built in ${(tookMs / 1000).toFixed(1)} s`;
  console.log(
    `Eastwest workbench: ${workbench.url}  (page ${built}, ${(bytes / 1e6).toFixed(1)} MB; press Ctrl+C to stop)`
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
