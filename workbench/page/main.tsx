import { config } from '@grafana/runtime';
import React from 'react';
import { createRoot } from 'react-dom/client';
import 'uplot/dist/uPlot.min.css';
import { App } from './App';
import { shareLibraries } from './boot/sharedLibraries';
import { registerEditors } from './registries/editors';
import { registerTransformers } from './registries/transformers';
import { fetchConfig } from './services/api';
import { setUpServices } from './services/services';

/** Sets up what plugins expect from Grafana, then renders the page. */
async function main(): Promise<void> {
  shareLibraries();
  registerEditors();
  registerTransformers();
  const workbench = await fetchConfig();
  const services = setUpServices(workbench);
  const element = document.getElementById('workbench-root');
  if (element !== null) {
    createRoot(element).render(<App workbench={workbench} services={services} theme={config.theme2} />);
  }
}

main().catch((error: unknown) => {
  document.body.textContent = `Failed to start the workbench: ${error instanceof Error ? error.message : String(error)}`;
});
