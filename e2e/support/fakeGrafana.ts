import { type DataSourceApi, type DataSourceInstanceSettings, PluginType } from '@grafana/data';
import { type BackendSrv, type DataSourceSrv, setBackendSrv, setDataSourceSrv, setTemplateSrv } from '@grafana/runtime';
import path from 'node:path';
import { listen } from '../../simulator/server/listen';
import { DATASOURCE_ID } from '../../src/common/pluginIds';
import { FlowDataSource } from '../../src/datasource/DataSource';
import { type FlowDataSourceOptions } from '../../src/datasource/settings/options';
import { builtInMeta } from '../../workbench/page/plugins/pluginMeta';
import { PrometheusDataSource } from '../../workbench/page/prometheus/PrometheusDataSource';
import { backendSrv } from '../../workbench/page/services/backendSrv';
import { createTemplateSrv } from '../../workbench/page/templating/templateSrv';
import { type DataSourceSettings } from '../../workbench/server/shared/options';
import { serveProxy } from '../../workbench/server/proxy/proxy';

/** The folder of the plugins' manifests, whose routes decide which requests may leave Grafana. */
const MANIFESTS_DIR = path.join(__dirname, '../../src');

export interface FakeGrafana {
  /** The Eastwest data source, as Grafana creates it from these settings. */
  flows(jsonData: FlowDataSourceOptions): FlowDataSource;
  close(): Promise<void>;
}

/**
 * Provides what surrounds a data source in Grafana, without a page: its services, and the data source proxy with its
 * error responses over HTTP. Data sources other than Prometheus only have names.
 */
export async function startFakeGrafana(others: readonly DataSourceSettings[]): Promise<FakeGrafana> {
  const dataSources = [...others];
  const options = { port: 0, dashboardsDir: '', distDir: MANIFESTS_DIR, dataSources };
  const server = await listen((req, res) => void serveProxy(req, res, options), '127.0.0.1', 0);
  setBackendSrv(servedAt(server.url));
  setTemplateSrv(createTemplateSrv(() => undefined));
  setDataSourceSrv(serviceOf(others));
  return {
    flows: (jsonData) => {
      const uid = `flows-${dataSources.length}`;
      const settings = { uid, name: uid, type: DATASOURCE_ID, jsonData: { ...jsonData } };
      dataSources.push(settings);
      return new FlowDataSource(instanceSettings(settings));
    },
    close: () => server.close(),
  };
}

/** In a page, requests go to the origin of the page. Here, there is no page. */
function servedAt(url: string): BackendSrv {
  return { ...backendSrv, fetch: (config) => backendSrv.fetch({ ...config, url: `${url}${config.url}` }) };
}

function serviceOf(dataSources: readonly DataSourceSettings[]): DataSourceSrv {
  const find = (ref: unknown) => dataSources.find(({ uid }) => uid === ref);
  return {
    getInstanceSettings: (ref) => {
      const found = find(ref);
      return found && instanceSettings(found);
    },
    get: (ref) => {
      const found = find(ref);
      return found ? Promise.resolve(prometheusOf(found)) : Promise.reject(new Error(`No data source ${String(ref)}`));
    },
    getList: () => dataSources.map(instanceSettings),
    reload: () => undefined,
    registerRuntimeDataSource: () => undefined,
  };
}

function prometheusOf(settings: DataSourceSettings): DataSourceApi {
  return new PrometheusDataSource(instanceSettings(settings));
}

function instanceSettings({ uid, name, type, jsonData = {} }: DataSourceSettings): DataSourceInstanceSettings {
  return {
    id: 1,
    uid,
    name,
    type,
    jsonData,
    access: 'proxy',
    readOnly: true,
    url: `/api/datasources/proxy/uid/${uid}`,
    meta: builtInMeta(type, type, PluginType.datasource),
  };
}
