import { type DataSourceApi, type DataSourceInstanceSettings, type ScopedVars } from '@grafana/data';
import { type DataSourceSrv, type GetDataSourceListFilters, type TemplateSrv } from '@grafana/runtime';
import { createDataSource } from './createDataSource';
import { type RefLike, typeMatches, uidOf } from './refs';

/** Grafana's data source service with the configured data sources; each is created when it is first requested. */
export function createDataSourceSrv(settings: DataSourceInstanceSettings[], templateSrv: TemplateSrv): DataSourceSrv {
  const instances = new Map<string, Promise<DataSourceApi>>();

  function getInstanceSettings(ref?: RefLike, scopedVars?: ScopedVars): DataSourceInstanceSettings | undefined {
    const wanted = templateSrv.replace(uidOf(ref), scopedVars);
    if (wanted === '' || wanted === 'default') {
      return byType(settings, ref) ?? settings.find(({ isDefault }) => isDefault) ?? settings[0];
    }
    return settings.find(({ uid }) => uid === wanted) ?? settings.find(({ name }) => name === wanted);
  }

  async function get(ref?: RefLike, scopedVars?: ScopedVars): Promise<DataSourceApi> {
    const found = getInstanceSettings(ref, scopedVars);
    if (found === undefined) {
      throw new Error(`Data source ${templateSrv.replace(uidOf(ref), scopedVars)} was not found.`);
    }
    const instance = instances.get(found.uid) ?? createDataSource(found);
    instances.set(found.uid, instance);
    return instance;
  }

  return {
    get,
    getInstanceSettings,
    getList: (filters = {}) => settings.filter((candidate) => passes(candidate, filters)),
    reload: () => undefined,
    registerRuntimeDataSource: () => undefined,
  };
}

function byType(settings: DataSourceInstanceSettings[], ref: RefLike): DataSourceInstanceSettings | undefined {
  const type = typeof ref === 'object' ? ref?.type : undefined;
  return type === undefined ? undefined : settings.find((candidate) => typeMatches(candidate.type, type));
}

function passes(candidate: DataSourceInstanceSettings, filters: GetDataSourceListFilters): boolean {
  const { type, pluginId, metrics, annotations, filter } = filters;
  const types = type === undefined ? undefined : [type].flat();
  return (
    (types === undefined || types.some((wanted) => typeMatches(candidate.type, wanted))) &&
    (pluginId === undefined || typeMatches(candidate.type, pluginId)) &&
    (!metrics || candidate.meta.metrics === true) &&
    (!annotations || candidate.meta.annotations === true) &&
    (filter === undefined || filter(candidate))
  );
}
