import { asyncScheduler } from 'rxjs';
import { FlowApiClient } from '../../src/flowapi/client';
import { httpTransport } from '../httpTransport';
import { runPoliciesCommand } from './run';

/** The gateway can require a token. */
const { GATEWAY_TOKEN: token } = process.env;
const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };

void runPoliciesCommand(process.argv.slice(2), {
  print: console.log,
  printError: console.error,
  connect: (url) => new FlowApiClient(httpTransport(url, headers), { scheduler: asyncScheduler, random: Math.random }),
}).then((exitCode) => {
  process.exitCode = exitCode;
});
