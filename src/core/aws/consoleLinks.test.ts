import { type ConsoleKind, consoleKindOf, consoleLink } from './consoleLinks';
import { regionOfZone } from './region';

describe('consoleLink', () => {
  it.each<[ConsoleKind, string, string, string]>([
    [
      'instance',
      'i-0a1',
      'us-east-1',
      'https://us-east-1.console.aws.amazon.com/ec2/home?region=us-east-1#InstanceDetails:instanceId=i-0a1',
    ],
    [
      'networkInterface',
      'eni-0a1',
      'eu-central-2',
      'https://eu-central-2.console.aws.amazon.com/ec2/home?region=eu-central-2#NetworkInterface:networkInterfaceId=eni-0a1',
    ],
    [
      'subnet',
      'subnet-0a1',
      'cn-north-1',
      'https://cn-north-1.console.amazonaws.cn/vpcconsole/home?region=cn-north-1#SubnetDetails:subnetId=subnet-0a1',
    ],
    [
      'vpc',
      'vpc-0a1',
      'us-gov-west-1',
      'https://us-gov-west-1.console.amazonaws-us-gov.com/vpcconsole/home?region=us-gov-west-1#VpcDetails:VpcId=vpc-0a1',
    ],
  ])('links to the %s %s in %s', (kind, id, region, url) => {
    expect(consoleLink({ kind, id, region })).toBe(url);
  });

  it.each<[ConsoleKind, string | undefined, string | undefined]>([
    ['instance', undefined, 'us-east-1'],
    ['instance', 'i-0a1', undefined],
    // A hybrid node of Systems Manager.
    ['instance', 'mi-0a1', 'us-east-1'],
    ['instance', 'vpc-0a1', 'us-east-1'],
    ['instance', 'i-0a1', 'us-iso-east-1'],
    ['instance', 'i-0a1', 'evil.example/'],
    ['instance', 'i-0a1', 'us-east-1.evil.example'],
    ['instance', 'i-0a1&x=javascript:alert(1)', 'us-east-1'],
    ['instance', 'i-0a1\n', 'us-east-1'],
    ['instance', '${__all_variables}', 'us-east-1'],
  ])('has no link for the %s %j in %j', (kind, id, region) => {
    expect(consoleLink({ kind, id, region })).toBeUndefined();
  });
});

it.each([
  ['i-0a1', 'instance'],
  ['eni-0a1', 'networkInterface'],
  ['subnet-0a1', 'subnet'],
  ['vpc-0a1', 'vpc'],
  ['tgw-0a1', undefined],
  ['vpce-0a1', undefined],
])('recognizes the kind of an ID: %s is %s', (id, kind) => {
  expect(consoleKindOf(id)).toBe(kind);
});

it.each([
  ['use1-az1', 'us-east-1'],
  ['usw2-lax1-az1', 'us-west-2'],
  ['usgw1-az2', 'us-gov-west-1'],
  ['apne3-az1', 'ap-northeast-3'],
  ['apse2-az1', 'ap-southeast-2'],
  ['aps1-az1', 'ap-south-1'],
  ['cnnw1-az1', 'cn-northwest-1'],
  ['euc1-az3', 'eu-central-1'],
  ['mxc1-az1', 'mx-central-1'],
  ['us-east-1a', 'us-east-1'],
  ['us-gov-east-1b', 'us-gov-east-1'],
  ['us-west-2-lax-1a', 'us-west-2'],
  ['us-east-1', undefined],
  ['rack-7', undefined],
  ['', undefined],
])('finds the Region of a zone: %j is in %s', (zone, region) => {
  expect(regionOfZone(zone)).toBe(region);
});
