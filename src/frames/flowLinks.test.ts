import {
  applyFieldOverrides,
  createTheme,
  type DataFrame,
  FieldConfigOptionsRegistry,
  type GrafanaConfig,
  type InterpolateFunction,
  locationUtil,
  type ScopedVars,
} from '@grafana/data';
import { type Endpoint } from '../core/flow/flow';
import { LIST_PRICES } from '../core/transfer/charges';
import { topTalkers } from '../core/flow/topTalkers';
import { aFlow, aPod } from '../testing/flows';
import { HOSTILE_STRINGS } from '../testing/hostileStrings';
import { placesIn } from './flowLinks';
import { flowsToFrame } from './flowsFrame';
import { seriesToFrames } from './seriesFrames';
import { topTalkersFrame } from './topTalkersFrame';

const RANGE = 'from=now-1h&to=now';
const CHOSEN = 'var-flows=f1&var-monitor=m1';

/** The part of Grafana's templates that data links need, from the values in `__dataContext`. */
const replaceVariables: InterpolateFunction = (text, scopedVars: ScopedVars = {}) => {
  const { field, frame, rowIndex = 0 } = scopedVars.__dataContext?.value ?? {};
  return text.replace(/\$\{([\w.:]+)\}/g, (match, what: string) => {
    const variables: Record<string, string> = {
      __url_time_range: RANGE,
      'flows:queryparam': 'var-flows=f1',
      'monitor:queryparam': 'var-monitor=m1',
      flows: 'f1',
      monitor: 'm1',
      '__from:date:iso': '2026-03-01T10:00:00.000Z',
      '__to:date:iso': '2026-03-01T11:00:00.000Z',
    };
    const variable = variables[what];
    if (variable !== undefined) {
      return variable;
    }
    const name = what.replace('__data.fields.', '');
    const found = what === '__value.raw' ? field : frame?.fields.find((one: { name: string }) => one.name === name);
    return found ? String(found.values[rowIndex] ?? '') : match;
  });
};

function linksOf(
  client: Endpoint,
  fieldName: string,
  path: Array<Parameters<typeof aFlow>[0]> | object[] = [],
  without?: string
) {
  const frame = flowsToFrame([{ ...aFlow(client, {}), path }], { startMs: 0, endMs: 1 });
  const shown = { ...frame, fields: frame.fields.filter(({ name }) => name !== without) };
  const field = ready(shown)?.fields.find(({ name }) => name === fieldName);
  return field?.getLinks?.({ valueRowIndex: 0 }).map(({ href, target }) => [href, target]);
}

/** The frame as a panel receives it. */
function ready(frame: DataFrame): DataFrame | undefined {
  const [shown] = applyFieldOverrides({
    data: [frame],
    fieldConfig: { defaults: {}, overrides: [] },
    fieldConfigRegistry: new FieldConfigOptionsRegistry(),
    replaceVariables,
    theme: createTheme(),
  });
  return shown;
}

/** The page "Investigate" with a place, which is encoded twice: as a part of a place, and as a parameter. */
const investigate = (place: string) =>
  `/a/eastwest-networkflow-app/investigate?ds=f1&monitor=m1&from=2026-03-01T10%3A00%3A00.000Z&to=2026-03-01T11%3A00%3A00.000Z&place=${encodeURIComponent(place)}`;

const NOWHERE = [['', '_blank']];
const ui = aPod('shop/ui-84c96ffcc5-x2k4z', { instanceId: 'i-0a1', subnetId: 'subnet-0b2', vpcId: 'vpc-0c3' });
const eni = (id: string, arn?: string) => ({ type: 'AWS::EC2::NetworkInterface', id, ...(arn && { arn }) });

/** Initializes Grafana as at its start. */
function serveBelow(appSubUrl: string): void {
  locationUtil.initialize({
    config: { appSubUrl } as unknown as GrafanaConfig,
    getTimeRangeForUrl: () => ({ from: '', to: '' }),
    getVariablesUrlParams: () => ({}),
  });
}

describe('a link of the flows frame', () => {
  it('includes the sub path of Grafana', () => {
    serveBelow('/grafana');
    expect(linksOf({ ...ui, node: 'node-1' }, 'clientNode')?.[0]).toEqual([
      `/grafana/d/eastwest-node?var-node=node-1&${CHOSEN}&${RANGE}`,
      undefined,
    ]);
    expect(linksOf({ ...ui, node: 'node-1' }, 'clientNode')?.[1]?.[0]).toBe(`/grafana${investigate('node/node-1')}`);
    serveBelow('');
  });

  it.each([
    [
      'instanceId',
      { region: 'eu-west-1' },
      'https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1#InstanceDetails:instanceId=i-0a1',
    ],
    [
      'subnetId',
      { zoneId: 'use1-az1' },
      'https://us-east-1.console.aws.amazon.com/vpcconsole/home?region=us-east-1#SubnetDetails:subnetId=subnet-0b2',
    ],
    [
      'vpcId',
      { zoneName: 'cn-north-1a' },
      'https://cn-north-1.console.amazonaws.cn/vpcconsole/home?region=cn-north-1#VpcDetails:VpcId=vpc-0c3',
    ],
  ])('opens the AWS console of the Region from %s: %j', (member, over, href) => {
    const field = `client${member.charAt(0).toUpperCase()}${member.slice(1)}`;
    expect(linksOf({ ...ui, ...over }, field)).toEqual([[href, '_blank']]);
  });

  it('is omitted if the Region is unknown or the ID is invalid', () => {
    expect(linksOf(ui, 'clientInstanceId')).toEqual(NOWHERE);
    for (const instanceId of [
      'i-0a1"><script>',
      'javascript:alert(1)',
      'i-0a1&region=eu-west-1',
      '${__url_time_range}',
    ]) {
      expect(linksOf({ ...ui, instanceId, region: 'us-east-1' }, 'clientInstanceId')).toEqual(NOWHERE);
    }
    expect(linksOf({ ...ui, region: 'evil.example/#' }, 'clientInstanceId')).toEqual(NOWHERE);
  });

  it('also works if the neighboring columns are hidden', () => {
    const [[href = ''] = []] = linksOf({ ...ui, region: 'us-east-1' }, 'clientInstanceId', [], 'clientRegion') ?? [];
    expect(href).toContain('region=us-east-1#InstanceDetails');
    expect(linksOf(ui, 'clientPod', [], 'clientNamespace')?.[0]?.[0]).toContain('var-namespace=shop');
  });

  it('assumes no namespace for a pod whose name exists in two', () => {
    const places = placesIn([aFlow(aPod('a/db-0'), aPod('b/db-0')), aFlow(aPod('a/ui'), aPod('a/ui'))]);
    expect([places.namespaceOf('db-0'), places.namespaceOf('ui')]).toEqual([undefined, 'a']);
  });

  it('opens the network interfaces at both ends of a path', () => {
    const path = [
      eni('eni-0a1'),
      { type: 'TransitGateway', id: 'tgw-1' },
      {},
      eni('eni-0b2', 'arn:aws:ec2:eu-west-1:1:network-interface/eni-0b2'),
    ];
    const both = linksOf({ ...ui, region: 'us-east-1' }, 'path', path);
    expect(both?.map(([href]) => href?.replace(/^https:\/\/([^.]*).*=/, '$1 '))).toEqual([
      'us-east-1 eni-0a1',
      'eu-west-1 eni-0b2',
    ]);
    expect(linksOf({ ...ui, region: 'us-east-1' }, 'path', [])).toEqual([...NOWHERE, ...NOWHERE]);
  });

  it('opens the dashboard of a pod and a node with any characters in their names', () => {
    const hostile = { ...ui, namespace: 'a&var-node=b#"', node: 'n 1' };
    expect(linksOf(hostile, 'clientPod')).toEqual([
      [
        `/d/eastwest-workload?var-namespace=a%26var-node%3Db%23%22&var-pod=ui-84c96ffcc5-x2k4z&${CHOSEN}&${RANGE}`,
        undefined,
      ],
      [investigate('workload/a%26var-node%3Db%23%22/ui'), undefined],
    ]);
    expect(linksOf(hostile, 'clientNode')?.slice(0, 2)).toEqual([
      [`/d/eastwest-node?var-node=n%201&${CHOSEN}&${RANGE}`, undefined],
      [investigate('node/n%201'), undefined],
    ]);
  });

  it.each(Object.values(HOSTILE_STRINGS))('opens a dashboard or a page of AWS for the text %#', (text) => {
    const hostile = {
      namespace: text,
      pod: text,
      node: text,
      instanceId: text,
      subnetId: text,
      vpcId: text,
      region: text,
    };
    const path = [{ id: `eni-${text}`, arn: `arn:aws:ec2:${text}:1:network-interface/eni-1`, type: text }];
    const fields = ['clientPod', 'clientNode', 'clientInstanceId', 'clientSubnetId', 'clientVpcId', 'path'];
    const links = fields.flatMap((field) => linksOf(hostile, field, path) ?? []);
    const isSafe = (href: string | undefined) =>
      /^(about:blank|)$|^\/(d\/eastwest-(workload|node)\?var-|a\/eastwest-networkflow-app\/investigate\?)[^<>"\s:]*$/.test(
        href ?? ''
      );
    expect(links.map(([href]) => href).filter((href) => !isSafe(href))).toEqual([]);
  });

  it('opens the instance of a node in the AWS console, even if that column is hidden', () => {
    const inRegion = { ...ui, node: 'n1', region: 'eu-west-1' };
    const [, , instance] = linksOf(inRegion, 'clientNode') ?? [];
    expect(instance?.[0]).toContain('region=eu-west-1#InstanceDetails:instanceId=i-0a1');
    expect(linksOf(inRegion, 'clientNode', [], 'clientInstanceId')?.[2]).toEqual(instance);
  });

  it('refers to a value that an empty cell does not have, so that Explore omits it', () => {
    const { fields } = flowsToFrame([], { startMs: 0, endMs: 1 });
    const links = fields.flatMap(({ config }) => config.links ?? []);
    expect(new Set(links.map(({ url }) => url))).toEqual(new Set(['${__value.raw}']));
  });
});

describe('a link of grouped flows', () => {
  const fields = ['clientName', 'clientPod', 'clientNode', 'serverName'] as const;
  const client = { ...ui, node: 'n1', region: 'eu-west-1' };
  const flows = [aFlow(client, { external: { kind: 'aws-service', name: 'Amazon S3' } })];
  const frame = topTalkersFrame(topTalkers(flows, fields), fields, { prices: LIST_PRICES, places: placesIn(flows) });
  const hrefsOf = (name: string) =>
    ready(frame)
      ?.fields.find((field) => field.name === name)
      ?.getLinks?.({ valueRowIndex: 0 })
      .map(({ href }) => href);

  it('opens the workload, the pod, the node or its instance, with data source, monitor and range', () => {
    expect(hrefsOf('clientName')).toEqual([
      `/d/eastwest-workload?var-namespace=shop&var-workload=ui&${CHOSEN}&${RANGE}`,
      investigate('workload/shop/ui'),
      investigate('pair/workload%2Fshop%2Fui/external%2FAmazon%2520S3'),
    ]);
    expect(hrefsOf('clientPod')).toEqual([
      `/d/eastwest-workload?var-namespace=shop&var-pod=ui-84c96ffcc5-x2k4z&${CHOSEN}&${RANGE}`,
      investigate('workload/shop/ui'),
    ]);
    expect(hrefsOf('clientNode')).toEqual([
      `/d/eastwest-node?var-node=n1&${CHOSEN}&${RANGE}`,
      investigate('node/n1'),
      expect.stringContaining('#InstanceDetails:instanceId=i-0a1'),
    ]);
  });

  it('opens "Investigate" for external endpoints, which have no dashboard', () => {
    expect(hrefsOf('serverName')).toEqual([
      '',
      investigate('external/Amazon%20S3'),
      investigate('pair/workload%2Fshop%2Fui/external%2FAmazon%2520S3'),
    ]);
  });

  it('does not open "Investigate" for a name that two ends have', () => {
    const places = placesIn([aFlow(ui, { external: { kind: 'service', name: 'shop/ui' } })]);
    expect(places.placeOf('shop/ui')).toBeUndefined();
  });
});

describe('a link of a line of grouped flows', () => {
  const s3: Endpoint = { external: { kind: 'aws-service', name: 'Amazon S3' } };
  const hrefsOf = (groupBy: Parameters<typeof seriesToFrames>[1], server: Endpoint) => {
    const series = [{ group: groupBy.map(() => 'x'), flow: aFlow(ui, server), timesMs: [0], values: [1] }];
    const [frame] = seriesToFrames(series, groupBy, { refId: 'A', unit: 'Bps' });
    const field = frame && ready(frame)?.fields.find(({ name }) => name === 'Value');
    return field?.getLinks?.({ valueRowIndex: 0 }).map(({ href }) => href);
  };

  it('opens "Investigate" with the pair, or with the end by which lines are grouped', () => {
    const pair = investigate('pair/workload%2Fshop%2Fui/external%2FAmazon%2520S3');
    expect(hrefsOf(['clientName', 'serverName'], s3)).toEqual([pair]);
    expect(hrefsOf(['serverName'], s3)).toEqual([investigate('external/Amazon%20S3')]);
  });

  it('does not exist for other groups, and for ends without a name', () => {
    expect(hrefsOf(['clientZone'], s3)).toEqual([]);
    expect(hrefsOf(['clientName', 'serverName'], {})).toEqual([]);
  });
});
