import path from 'node:path';
import { type PluginOptions } from '@grafana/plugin-e2e';
import { defineConfig, devices } from '@playwright/test';

const ARTIFACTS = path.join(__dirname, '../../artifacts/e2e');

/** Tests the plugins in a running Grafana with the data of the simulated cluster, which docker compose starts. */
export default defineConfig<PluginOptions>({
  testDir: __dirname,
  outputDir: ARTIFACTS,
  forbidOnly: true,
  // Grafana reads the flows of an hour, and the first scrapes have to arrive.
  timeout: 180_000,
  expect: { timeout: 90_000 },
  reporter: 'list',
  use: {
    baseURL: process.env.GRAFANA_URL ?? 'http://localhost:3000',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM },
  },
  projects: [
    {
      name: 'sign in',
      testDir: path.join(path.dirname(require.resolve('@grafana/plugin-e2e')), 'auth'),
      testMatch: '*.js',
    },
    {
      name: 'chromium',
      use: { ...devices['Desktop Chrome'], storageState: 'playwright/.auth/admin.json' },
      dependencies: ['sign in'],
    },
  ],
});
