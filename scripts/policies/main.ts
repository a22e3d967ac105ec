import { asyncScheduler } from 'rxjs';
import { FlowApiClient } from '../../src/flowapi/client';
import { httpTransport } from '../httpTransport';
import { prometheusApi } from './flows/prometheusApi';
import { runPoliciesCommand } from './run';

/** The gateway and Prometheus can require tokens. */
const { GATEWAY_TOKEN: token, PROMETHEUS_TOKEN: prometheusToken } = process.env;
const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };

void runPoliciesCommand(process.argv.slice(2), {
  print: console.log,
  printError: console.error,
  connect: (url) => new FlowApiClient(httpTransport(url, headers), { scheduler: asyncScheduler, random: Math.random }),
  connectPrometheus: (url) => prometheusApi(url, prometheusToken),
}).then((exitCode) => {
  process.exitCode = exitCode;
});
