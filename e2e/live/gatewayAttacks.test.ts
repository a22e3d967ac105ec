import { type GatewayLimits } from '../../gateway/options';
import { ATTACKS } from '../support/gateway/attacks';
import { type Attack } from '../support/gateway/attacks/attack';
import { CHANGING_OPERATIONS } from '../support/gateway/attacks/byOperation';
import { send } from '../support/gateway/attacks/send';
import { type GatewayChain, PATIENT_LIMITS, startGatewayChain } from '../support/gateway/chain';
import { HAS_ENVOY } from '../../scripts/demo/startGateway';
import { countByOperation } from '../support/gateway/operationsOf';
import { type Recorder } from '../support/gateway/recorder';

/** No limits of rates either, so that the speed of the machine does not decide which requests are refused. */
const PATIENT: GatewayLimits = {
  ...PATIENT_LIMITS,
  requests: { burst: 1_000_000, perInterval: 1, intervalSeconds: 1 },
};
/** Ends requests that never end. */
const IMPATIENT: GatewayLimits = { ...PATIENT, headersSeconds: 1, requestSeconds: 1 };

const UNFINISHED = ATTACKS.filter(({ isUnfinished }) => isUnfinished);
const FINISHED = ATTACKS.filter(({ isUnfinished }) => !isUnfinished);

/** All headers that may reach the API. */
const HEADERS = [
  'authorization',
  'content-length',
  'content-type',
  'host',
  'transfer-encoding',
  'x-amz-content-sha256',
  'x-amz-date',
];

/** The permitted operations that the attacks contain, with the numbers of their requests. */
const PERMITTED = {
  GetMonitor: 2,
  GetScope: 2,
  ListMonitors: 49,
  ListPerformanceMonitors: 1,
  ListScopes: 1,
  StartQueryMonitorTopContributors: 5,
};

let chain: GatewayChain;

async function answersTo(attacks: readonly Attack[], url: string): Promise<Map<string, string>> {
  return new Map(await Promise.all(attacks.map(async (one) => [one.name, await send(one, url)] as const)));
}

/** Verifies what reached the API since the last time. */
function expectOnly(operations: Record<string, number>, { requests, malformed }: Recorder): void {
  expect(countByOperation(requests)).toEqual(operations);
  expect(CHANGING_OPERATIONS.filter((name) => name in operations)).toEqual([]);
  expect(requests.filter(({ errorType }) => /Signature|Token|Client|AccessDenied/.test(errorType ?? ''))).toEqual([]);
  expect(requests.flatMap(({ headers }) => Object.keys(headers)).filter((name) => !HEADERS.includes(name))).toEqual([]);
  expect(requests.filter(({ headers }) => headers.host !== '127.0.0.1')).toEqual([]);
  expect(malformed()).toBe(0);
}

(HAS_ENVOY ? describe : describe.skip)('the gateway', () => {
  beforeAll(async () => {
    chain = await startGatewayChain();
  });
  afterAll(() => chain.close());
  beforeEach(() => chain.api.clear());

  it(`permits no change by ${ATTACKS.length} requests, and refuses what it does not pass on`, async () => {
    const [patient, impatient] = await Promise.all(
      [PATIENT, IMPATIENT].map((limits) => chain.gateway({ options: { limits } }))
    );
    const answers = [
      ...(await answersTo(FINISHED, patient?.url ?? '')),
      ...(await answersTo(UNFINISHED, impatient?.url ?? '')),
    ];
    const unexplained = answers.filter(([, text]) => !/"gatewayRefusal":"\w+"|x-amzn-requestid/.test(text));
    // Responses to HEAD have no body.
    expect(unexplained.filter(([name]) => !name.includes('HEAD'))).toEqual([]);
    expect(unexplained.filter(([, text]) => !/^HTTP\/1\.1 40[03] /.test(text))).toEqual([]);
    expectOnly(PERMITTED, chain.api);
  });

  it(`permits no change by ${FINISHED.length} requests behind the routes of the plugin`, async () => {
    const { url } = await chain.gateway({ options: { limits: PATIENT } });
    await answersTo(FINISHED, await chain.routesTo(url));
    expectOnly({ ...PERMITTED, ListMonitors: 46 }, chain.api);
  });
});

describe('the routes of the plugin alone', () => {
  beforeAll(async () => {
    chain = await startGatewayChain();
  });
  afterAll(() => chain.close());

  it(`let ${FINISHED.length} requests delete monitors 29 times`, async () => {
    await answersTo(FINISHED, await chain.routesTo(chain.api.url));
    const counts = countByOperation(chain.api.requests);
    const changes = Object.entries(counts).filter(([name]) => CHANGING_OPERATIONS.includes(name));
    expect(Object.fromEntries(changes)).toEqual({ DeleteMonitor: 26, DeletePerformanceMonitor: 3 });
  });
});
