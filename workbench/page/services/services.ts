import { EventBusSrv, type GrafanaConfig, locationUtil } from '@grafana/data';
import {
  config,
  type DataSourceSrv,
  setAppEvents,
  setBackendSrv,
  setCurrentUser,
  setDataSourceSrv,
  setLocationSrv,
  setRunRequest,
  setTemplateSrv,
  locationService,
  type TemplateSrv,
} from '@grafana/runtime';
import { createDataSourceSrv } from '../datasources/dataSourceSrv';
import { instanceSettings } from '../datasources/settings';
import { runRequest } from '../query/runRequest';
import { createTemplateSrv, type TemplateSource } from '../templating/templateSrv';
import { type WorkbenchConfig } from '../model/config';
import { backendSrv } from './backendSrv';

/** Grafana's services as the page uses them. */
export interface Services {
  dataSourceSrv: DataSourceSrv;
  templateSrv: TemplateSrv;
  eventBus: EventBusSrv;
  /** Sets the dashboard on screen, whose variables and time range plugins see. */
  show(source: TemplateSource | undefined): void;
}

/** Creates the services that plugins expect from Grafana and registers them with @grafana/runtime. */
export function setUpServices(workbench: WorkbenchConfig): Services {
  let onScreen: TemplateSource | undefined;
  const templateSrv = createTemplateSrv(() => onScreen);
  const dataSourceSrv = createDataSourceSrv(instanceSettings(workbench), templateSrv);
  const eventBus = new EventBusSrv();
  locationUtil.initialize({
    // Only the sub path is read; the types differ in fields that only the server has.
    config: config as unknown as GrafanaConfig,
    // Only links to Explore need the range and variables, and the workbench has no Explore.
    getTimeRangeForUrl: () => ({ from: '', to: '' }),
    getVariablesUrlParams: () => ({}),
  });
  setCurrentUser(config.bootData.user);
  setBackendSrv(backendSrv);
  setTemplateSrv(templateSrv);
  setDataSourceSrv(dataSourceSrv);
  setRunRequest(runRequest);
  setAppEvents(eventBus);
  setLocationSrv({
    update: ({ path, query, partial, replace }) =>
      path === undefined || partial
        ? locationService.partial(query ?? {}, replace)
        : locationService.push({ pathname: path }),
  });
  return {
    dataSourceSrv,
    templateSrv,
    eventBus,
    show: (source) => {
      onScreen = source;
    },
  };
}
