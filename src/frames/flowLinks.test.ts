import {
  applyFieldOverrides,
  createTheme,
  FieldConfigOptionsRegistry,
  type GrafanaConfig,
  type InterpolateFunction,
  locationUtil,
  type ScopedVars,
} from '@grafana/data';
import { type Endpoint } from '../core/flow/flow';
import { aFlow, aPod } from '../testing/flows';
import { placesIn } from './flowLinks';
import { flowsToFrame } from './flowsFrame';

const RANGE = 'from=now-1h&to=now';

/** The part of Grafana's templates that data links need: by what it puts into `__dataContext`. */
const replaceVariables: InterpolateFunction = (text, scopedVars: ScopedVars = {}) => {
  const { field, frame, rowIndex = 0 } = scopedVars.__dataContext?.value ?? {};
  return text.replace(/\$\{(__value\.raw|__url_time_range|__data\.fields\.(\w+))\}/g, (match, what, name) => {
    if (what === '__url_time_range') {
      return RANGE;
    }
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
  const [ready] = applyFieldOverrides({
    data: [shown],
    fieldConfig: { defaults: {}, overrides: [] },
    fieldConfigRegistry: new FieldConfigOptionsRegistry(),
    replaceVariables,
    theme: createTheme(),
  });
  const field = ready?.fields.find(({ name }) => name === fieldName);
  return field?.getLinks?.({ valueRowIndex: 0 }).map(({ href, target }) => [href, target]);
}

const NOWHERE = [['', '_blank']];
const ui = aPod('shop/ui-84c96ffcc5-x2k4z', { instanceId: 'i-0a1', subnetId: 'subnet-0b2', vpcId: 'vpc-0c3' });
const eni = (id: string, arn?: string) => ({ type: 'AWS::EC2::NetworkInterface', id, ...(arn && { arn }) });

/** As Grafana does when it starts. */
function serveBelow(appSubUrl: string): void {
  locationUtil.initialize({
    config: { appSubUrl } as unknown as GrafanaConfig,
    getTimeRangeForUrl: () => ({ from: '', to: '' }),
    getVariablesUrlParams: () => ({}),
  });
}

describe('the links of the flows frame', () => {
  it('lead below the sub path of Grafana', () => {
    serveBelow('/grafana');
    expect(linksOf({ ...ui, node: 'node-1' }, 'clientNode')).toEqual([
      [`/grafana/d/eastwest-node?var-node=node-1&${RANGE}`, undefined],
    ]);
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
  ])('lead from %s to the AWS console of the Region: %j', (member, over, href) => {
    const field = `client${member.charAt(0).toUpperCase()}${member.slice(1)}`;
    expect(linksOf({ ...ui, ...over }, field)).toEqual([[href, '_blank']]);
  });

  it('are none where the Region is not known, or the id is none', () => {
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

  it('lead there too where the columns beside them are hidden', () => {
    const [[href = ''] = []] = linksOf({ ...ui, region: 'us-east-1' }, 'clientInstanceId', [], 'clientRegion') ?? [];
    expect(href).toContain('region=us-east-1#InstanceDetails');
    expect(linksOf(ui, 'clientPod', [], 'clientNamespace')?.[0]?.[0]).toContain('var-namespace=shop');
  });

  it('take no namespace for a pod whose name is in two', () => {
    const places = placesIn([aFlow(aPod('a/db-0'), aPod('b/db-0')), aFlow(aPod('a/ui'), aPod('a/ui'))]);
    expect([places.namespaceOf('db-0'), places.namespaceOf('ui')]).toEqual([undefined, 'a']);
  });

  it('lead from a path to the network interfaces at its ends', () => {
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

  it('lead from a pod and a node to the dashboard, whatever their names hold', () => {
    const hostile = { ...ui, namespace: 'a&var-node=b#"', node: 'n 1' };
    expect(linksOf(hostile, 'clientPod')).toEqual([
      [`/d/eastwest-network-overview?var-namespace=a%26var-node%3Db%23%22&${RANGE}`, undefined],
    ]);
    expect(linksOf(hostile, 'clientNode')).toEqual([[`/d/eastwest-node?var-node=n%201&${RANGE}`, undefined]]);
  });
});
