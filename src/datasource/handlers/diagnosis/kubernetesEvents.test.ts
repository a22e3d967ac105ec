import { createDataFrame, type DataQueryRequest, type DataSourceApi, FieldType } from '@grafana/data';
import { type DataSourceSrv, setDataSourceSrv } from '@grafana/runtime';
import { firstValueFrom, of } from 'rxjs';
import { type DataQuery } from '@grafana/schema';
import { someObservations } from '../../../testing/observations';
import { type QueryContext } from '../../context/queryContext';
import { type FlowDataSourceOptions } from '../../settings/options';
import { kubernetesEvents } from './kubernetesEvents';
import { type Observed } from './observed';

const { windows, stepMs } = someObservations();
const LINE = 'name=web-0 kind=Pod reason=BackOff type=Warning count=1 msg="Back-off restarting failed container"';

/** A frame as Grafana's Loki data source returns it. Grafana 12.4 names the fields by the first list. */
function logFrame(lines: readonly string[], [time, text] = ['Time', 'Line']) {
  return createDataFrame({
    refId: 'events',
    fields: [
      { name: 'labels', type: FieldType.other, values: lines.map(() => ({ job: 'events', namespace: 'shop' })) },
      { name: time ?? '', type: FieldType.time, values: lines.map((_, row) => windows.now.startMs + row) },
      { name: text ?? '', type: FieldType.string, values: [...lines] },
      { name: 'id', type: FieldType.string, values: lines.map((_, row) => `id ${row}`) },
    ],
  });
}

function withLoki(query: (request: DataQueryRequest) => ReturnType<DataSourceApi['query']>) {
  const get = async () => ({ getRef: () => ({ uid: 'loki', type: 'loki' }), query }) as unknown as DataSourceApi;
  setDataSourceSrv({ get } as unknown as DataSourceSrv);
}

async function observed(settings: FlowDataSourceOptions): Promise<Observed | undefined> {
  const [part] = kubernetesEvents({ settings } as QueryContext, { windows, stepMs });
  return part && firstValueFrom(part);
}

it.each([
  ['Time', 'Line'],
  ['timestamp', 'body'],
])('are read from the fields %s and %s', async (...names) => {
  withLoki(() => of({ data: [logFrame([LINE, 'not an event'], names)] }));
  const found = await observed({ lokiUid: 'loki' });
  expect(found?.notices).toEqual([]);
  expect(found?.warnings).toMatchObject([{ title: 'BackOff: shop/web', startMs: windows.now.startMs }]);
});

it('are queried with the selector of the settings, over both windows', async () => {
  const requests: Array<DataQueryRequest<DataQuery & { expr?: string }>> = [];
  withLoki((request) => {
    requests.push(request);
    return of({ data: [] });
  });
  expect(await observed({ lokiUid: 'loki' })).toEqual({ warnings: [], notices: [] });
  await observed({ lokiUid: 'loki', eventsSelector: '{app="events"}' });
  expect(requests.map(({ targets }) => targets[0]?.expr)).toEqual([
    '{job=~"loki.source.kubernetes_events|integrations/kubernetes/eventhandler"} |= "Warning"',
    '{app="events"} |= "Warning"',
  ]);
  expect(requests[0]?.range.from.valueOf()).toBe(windows.before.startMs);
  expect(requests[0]?.range.to.valueOf()).toBe(windows.now.endMs);
});

it('are incomplete if there are more lines than are read', async () => {
  withLoki(() => of({ data: [logFrame(Array.from({ length: 1_000 }, () => LINE))] }));
  expect((await observed({ lokiUid: 'loki' }))?.notices).toMatchObject([
    { text: expect.stringContaining('newest 1,000 lines') },
  ]);
});

it('are missing with the reason if the query fails, and are not queried without a Loki data source', async () => {
  withLoki(() => of({ data: [], errors: [{ message: 'parse error at line 1' }] }));
  // A diagnosis shows the message of a part that fails as a warning.
  await expect(observed({ lokiUid: 'loki' })).rejects.toThrow(
    /^Kubernetes events are missing .* parse error at line 1\. Check the data source and the selector/
  );
  expect(await observed({})).toBeUndefined();
});
