/** @jest-environment node */
import { endpointOf } from './options';

const hostOf = (region: string, isFips = false) => endpointOf({ port: 9700, region, isFips }).host;

describe('the endpoint', () => {
  it.each([
    ['us-east-1', 'networkflowmonitor.us-east-1.api.aws'],
    ['ap-southeast-7', 'networkflowmonitor.ap-southeast-7.api.aws'],
    ['us-gov-west-1', 'networkflowmonitor.us-gov-west-1.api.aws'],
    ['cn-northwest-1', 'networkflowmonitor.cn-northwest-1.api.amazonwebservices.com.cn'],
    ['eusc-de-east-1', 'networkflowmonitor.eusc-de-east-1.api.amazonwebservices.eu'],
  ])('of %s is %s', (region, host) => {
    expect(hostOf(region)).toBe(host);
  });

  it.each([
    ['us-east-2', 'networkflowmonitor-fips.us-east-2.api.aws'],
    ['us-gov-east-1', 'networkflowmonitor-fips.us-gov-east-1.api.aws'],
  ])('of %s with FIPS is %s', (region, host) => {
    expect(hostOf(region, true)).toBe(host);
  });

  it.each(['', 'Frankfurt', 'us-east', 'us-iso-east-1', 'us-east-1.example.com', 'us-east-1\n'])(
    'does not exist for %j, which is not a Region that is open to customers',
    (region) => {
      expect(() => hostOf(region)).toThrow('is not an AWS Region');
    }
  );
});
