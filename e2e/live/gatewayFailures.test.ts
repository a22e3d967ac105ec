import { lastValueFrom } from 'rxjs';
import { refusalBody } from '../../gateway/refusals';
import { type Fault } from '../../simulator/flowapi';
import { type FlowApiError } from '../../src/flowapi/errors';
import { listMonitors } from '../../src/flowapi/monitors';
import { flowApiClient } from '../support/flowApi';
import { type GatewayChain, PATIENT_LIMITS, startGatewayChain } from '../support/gateway/chain';
import { HAS_ENVOY, type RunningGateway } from '../../scripts/demo/startGateway';
import { until } from '../support/until';

(HAS_ENVOY ? describe : describe.skip)('failures behind the gateway', () => {
  let chain: GatewayChain;
  let gateway: RunningGateway;
  let url: string;
  /** Of a gateway that waits only a second for the API. */
  let impatientUrl: string;

  beforeAll(async () => {
    chain = await startGatewayChain();
    gateway = await chain.gateway();
    url = await chain.routesTo(gateway.url);
    const impatient = await chain.gateway({ options: { limits: { ...PATIENT_LIMITS, responseSeconds: 1 } } });
    impatientUrl = await chain.routesTo(impatient.url);
  });
  afterAll(() => chain.close());
  beforeEach(() => chain.simulator.flowApi.control.clearFaults());

  const urlFor = ({ kind }: Fault) => (kind === 'hang' ? impatientUrl : url);
  const read = (from = url) => lastValueFrom(listMonitors(flowApiClient(from)));
  const failure = (fault: Fault): Promise<FlowApiError> =>
    read(urlFor(fault)).then(
      () => {
        throw new Error('This should have failed.');
      },
      (error: FlowApiError) => error
    );

  it.each<[string, Fault, string, RegExp]>([
    [
      'permission is missing',
      { kind: 'error', status: 403, errorType: 'AccessDeniedException', message: 'User is not authorized' },
      'denied',
      /User is not authorized/,
    ],
    [
      'a session ended',
      { kind: 'error', status: 403, errorType: 'ExpiredTokenException', message: 'is expired', fromAuthLayer: true },
      'denied',
      /is expired/,
    ],
    ['the API fails', { kind: 'error', status: 500, errorType: 'InternalServerException' }, 'server', /simulator/],
    ['the API does not respond', { kind: 'hang' }, 'unreachable', /did not respond to the gateway in time/],
    ['the API closes connections', { kind: 'down' }, 'unreachable', /The gateway cannot reach the network-flow API/],
  ])('are explained if %s', async (_, fault, kind, text) => {
    chain.simulator.flowApi.control.addFault(fault);
    const error = await failure(fault);
    expect([error.kind, error.message]).toEqual([kind, expect.stringMatching(text)]);
  });

  it.each<[string, Fault, number, object]>([
    ['the API does not respond', { kind: 'hang' }, 504, refusalBody('timeout')],
    ['the API closes connections', { kind: 'down' }, 503, refusalBody('unreachable')],
  ])('have the reason of the gateway if %s', async (_, fault, status, body) => {
    chain.simulator.flowApi.control.addFault(fault);
    const response = await fetch(`${urlFor(fault)}/monitors`);
    expect([response.status, await response.json()]).toEqual([status, body]);
  });

  it('of the rate of requests reach the client, which waits and succeeds', async () => {
    const fault = { kind: 'error', status: 429, errorType: 'ThrottlingException', count: 3 } as const;
    chain.simulator.flowApi.control.addFault(fault);
    expect(await read()).toHaveLength(4);
    expect(chain.simulator.flowApi.control.state().faults).toEqual([]);
  });

  it('end with the restart of the gateway, which happens under load', async () => {
    const expected = await read();
    const outcomes: unknown[] = [];
    let isLoaded = true;
    const load = async () => {
      while (isLoaded) {
        outcomes.push(await read().catch((error: unknown) => error));
      }
    };
    const clients = Array.from({ length: 8 }, load);
    await until(() => outcomes.length > 20);
    await gateway.stop();
    await until(() => outcomes.some((outcome) => outcome instanceof Error));
    await gateway.start();
    const before = outcomes.length;
    await until(() => outcomes.length > before + 20);
    isLoaded = false;
    await Promise.all(clients);
    const kinds = new Set(
      outcomes.map((outcome) => (outcome instanceof Error ? Reflect.get(outcome, 'kind') : 'read'))
    );
    expect(kinds).toEqual(new Set(['read', 'unreachable']));
    const successes = outcomes.filter((outcome) => !(outcome instanceof Error));
    expect(successes.filter((one) => JSON.stringify(one) !== JSON.stringify(expected))).toEqual([]);
    expect(await read()).toEqual(expected);
  });
});
