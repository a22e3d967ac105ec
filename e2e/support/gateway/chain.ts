import fs from 'node:fs';
import { type RequestListener } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { type Simulator, startSimulator } from '../../../simulator';
import { listen } from '../../../simulator/server/listen';
import { wallClock } from '../../../simulator/world/clock';
import { type AccessKey, type FlowApiOptions } from '../../../simulator/flowapi/model/options';
import { DEFAULT_OPTIONS, type GatewayLimits } from '../../../gateway/options';
import { DATASOURCE_ID } from '../../../src/common/pluginIds';
import { sendEmpty } from '../../../workbench/server/shared/http';
import { serveProxy } from '../../../workbench/server/proxy/proxy';
import { type RunningGateway, startGateway, type GatewaySettings } from '../../../scripts/demo/startGateway';
import { record, type Recorder } from './recorder';

/** The key with which the gateways of the tests sign. */
export const GATEWAY_KEY: AccessKey = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'gateway+secret/key' };

/** The limits by default of the gateways of the tests: times that only what hangs exceeds, however slow the machine is. */
export const PATIENT_LIMITS: GatewayLimits = {
  ...DEFAULT_OPTIONS.limits,
  headersSeconds: 3_600,
  requestSeconds: 3_600,
  responseSeconds: 3_600,
};

/** The environment of a gateway that signs with a key. */
export function environmentOf({ accessKeyId, secretAccessKey, sessionToken }: AccessKey): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken !== undefined && { AWS_SESSION_TOKEN: sessionToken }),
  };
}

/** A simulated API that verifies signatures, and what is necessary to reach it as the data source does. */
export interface GatewayChain {
  simulator: Simulator;
  /** The API as the gateway sees it. */
  api: Recorder;
  /** A folder that is removed at the end. */
  folder: string;
  /** Starts a gateway in front of the API. By default, it has the right key. */
  gateway(settings?: Partial<Omit<GatewaySettings, 'region' | 'folder'>>): Promise<RunningGateway>;
  /** The URL below which the routes of the plugin in plugin.json lead to another URL. */
  routesTo(url: string): Promise<string>;
  close(): Promise<void>;
}

/** The time is the real one, because Envoy signs with the real time. */
export async function startGatewayChain(flowApi: Partial<FlowApiOptions> = {}): Promise<GatewayChain> {
  const simulator = await startSimulator({
    clock: wallClock,
    nodes: 6,
    flowApi: { queryLatencyMs: 0, notFoundAfterStartMs: 0, accessKeys: [GATEWAY_KEY], ...flowApi },
  });
  const api = await record(simulator.flowApi.handler);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-gateway-'));
  const ends: Array<() => Promise<void>> = [];
  return {
    simulator,
    api,
    folder,
    gateway: async ({ options, ...settings } = {}) => {
      const { region } = simulator.world.facts;
      const defaults = { apiUrl: api.url, environment: environmentOf(GATEWAY_KEY) };
      const patient = { limits: PATIENT_LIMITS, ...options };
      const gateway = await startGateway({ ...defaults, ...settings, options: patient, region, folder });
      ends.push(gateway.stop);
      return gateway;
    },
    routesTo: async (url) => {
      const routes = await startRoutes(url);
      ends.push(routes.close);
      return routes.url;
    },
    close: async () => {
      await Promise.all(ends.map((end) => end()));
      await api.close();
      await simulator.close();
      fs.rmSync(folder, { recursive: true });
    },
  };
}

/** Grafana's proxy with the routes of the data source. */
async function startRoutes(flowApiUrl: string) {
  const dataSource = { uid: 'flows', name: 'flows', type: DATASOURCE_ID, jsonData: { flowApiUrl } };
  const distDir = path.join(__dirname, '../../../src');
  const options = { port: 0, dashboardsDir: '', distDir, dataSources: [dataSource] };
  const answer: RequestListener = (req, res) =>
    void serveProxy(req, res, options).then((isHandled) => isHandled || sendEmpty(res, 404));
  const { url, close } = await listen(answer, '127.0.0.1', 0);
  return { url: `${url}/api/datasources/proxy/uid/flows/flow-api`, close };
}
