import { locationUtil } from '@grafana/data';
import { locationService, PluginPage } from '@grafana/runtime';
import { Alert, LinkButton, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { NETWORK_OVERVIEW_UID } from '../../common/dashboards';
import { ChangesSection } from '../changes/ChangesSection';
import { comparedTraffic, useTrafficComparison } from '../changes/useTrafficComparison';
import { DiagnosisView } from '../diagnosis/DiagnosisView';
import { useDiagnosis } from '../diagnosis/useDiagnosis';
import { readComparison, readScope, type Scope, scopeParameters, type UrlQuery } from '../shared/scope';
import { ScopeInputs } from '../shared/ScopeInputs';
import { useDataSource } from '../shared/useDataSource';
import { Coverage } from './Coverage';
import { DataSourceStates } from './DataSourceStates';
import { DASHBOARD_LINK, PURPOSE } from './messages';

/** The start page of the app: whether the network is all right, and if not, why. */
export default function NowPage({ query }: { query: UrlQuery }) {
  const scope = readScope(query, 'now-30m');
  const [reload, setReload] = useState(0);
  const { dataSources, dataSource, error } = useDataSource(scope);
  const snapshot = useDiagnosis(dataSource, scope, reload);
  const comparison = readComparison(query) ?? 'day';
  const traffic = useTrafficComparison(dataSource, scope, { snapshot, comparison, reload });
  const onChange = (change: Partial<Scope>) => locationService.partial(scopeParameters({ ...scope, ...change }));
  return (
    <PluginPage
      subTitle={PURPOSE}
      actions={
        <LinkButton icon="apps" variant="secondary" href={locationUtil.assureBaseUrl(`/d/${NETWORK_OVERVIEW_UID}`)}>
          {DASHBOARD_LINK}
        </LinkButton>
      }
    >
      <Stack direction="column" gap={3}>
        {dataSources.length > 0 && (
          <>
            <ScopeInputs
              scope={scope}
              dataSources={dataSources}
              dataSource={dataSource}
              onChange={onChange}
              onRefresh={() => setReload(reload + 1)}
            />
            {error === undefined ? (
              <>
                <DiagnosisView snapshot={snapshot} scope={scope} report={comparedTraffic(traffic)} />
                {snapshot?.diagnosis && (
                  <>
                    <ChangesSection
                      comparison={comparison}
                      onComparison={(compare) => locationService.partial({ compare })}
                      traffic={traffic}
                      scope={scope}
                    />
                    <Coverage snapshot={snapshot} diagnosis={snapshot.diagnosis} />
                  </>
                )}
              </>
            ) : (
              <Alert severity="error" title={error} />
            )}
          </>
        )}
        <DataSourceStates />
      </Stack>
    </PluginPage>
  );
}
