/** The API as a function from a request to a response, or to none. */
import { ApiError, serviceError } from './model/apiError';
import { type ApiContext } from './context/context';
import { applyFault, type Outcome } from './faults/applyFault';
import { Throttle } from './faults/throttle';
import { type Answer, errorAnswer, jsonAnswer, unknownOperationAnswer, wrongMethodAnswer } from './http/answer';
import { type OperationRequest } from './http/input';
import { findRoute, type Route } from './http/router';
import { isReadOperation, type OperationName } from './model/operations';
import { uuidOf } from './queries/queryIds';
import { readHandlers } from './readHandlers';
import { checkSignature } from './signature/checkSignature';
import { type SignedRequest } from './signature/signedRequest';
import { type RequestCounts } from './context/requestCounts';

/** Answers a request with what happens to it. */
export type Service = (request: SignedRequest) => Promise<Outcome>;

/**
 * Creates the service. Each request is routed, counted, checked for its signature, throttled, and then answered or
 * failed by a fault.
 */
export function createService(context: ApiContext, counts: RequestCounts): Service {
  const { settings, faults, cluster, clock } = context;
  const throttle = new Throttle(clock);
  const handlers = readHandlers(context);

  /** The checks before every operation. */
  async function checkAccess(request: SignedRequest): Promise<void> {
    const { accessKeys } = settings.current;
    if (accessKeys) {
      const nowMs = clock.nowMs();
      await checkSignature(request, { service: 'networkflowmonitor', region: cluster.region, accessKeys, nowMs });
    }
    if (!throttle.accepts(settings.current.throttleRequestsPerSecond)) {
      throw serviceError('ThrottlingException', 'Rate exceeded');
    }
  }

  function run(operation: OperationName, request: OperationRequest): object {
    if (!isReadOperation(operation)) {
      throw serviceError('AccessDeniedException', `User is not authorized to perform: networkflowmonitor:${operation}`);
    }
    return handlers[operation](request);
  }

  function answerRoute(route: Route, { body }: SignedRequest, query: URLSearchParams): Outcome {
    switch (route.kind) {
      case 'unknownPath':
        return { kind: 'answer', answer: unknownOperationAnswer() };
      case 'wrongMethod':
        return { kind: 'answer', answer: wrongMethodAnswer() };
      case 'operation': {
        const { operation, pathParameters } = route;
        const correctAnswer = () => answerOf(() => run(operation, { pathParameters, query, body: body.toString() }));
        return applyFault(faults.takeRequestFault(operation), correctAnswer);
      }
    }
  }

  let requestNumber = 0;
  return async (request) => {
    const number = ++requestNumber;
    const [path = '', query = ''] = request.url.split('?', 2);
    const route = findRoute(settings.current.apiGeneration, request.method, path);
    counts.countRequest(route.kind === 'operation' ? route.operation : 'unknown');
    const outcome = await orError(async () => {
      await checkAccess(request);
      return answerRoute(route, request, new URLSearchParams(query));
    });
    counts.countAnswer(outcome.kind === 'answer' ? outcome.answer.status : 'none');
    return withRequestId(outcome, number);
  };
}

function withRequestId(outcome: Outcome, requestNumber: number): Outcome {
  if (outcome.kind !== 'answer') {
    return outcome;
  }
  const { answer } = outcome;
  const headers = { ...answer.headers, 'x-amzn-RequestId': uuidOf(`request ${requestNumber}`) };
  return { kind: 'answer', answer: { ...answer, headers } };
}

/** Every operation here has the status 200 (model networkflowmonitor 2023-04-19). */
function answerOf(body: () => object): Answer {
  try {
    return jsonAnswer(200, body());
  } catch (error) {
    return errorAnswer(factsOf(error));
  }
}

async function orError(outcome: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await outcome();
  } catch (error) {
    return { kind: 'answer', answer: errorAnswer(factsOf(error)) };
  }
}

/** An error in the simulator itself must not look like an injected fault. */
function factsOf(error: unknown) {
  return error instanceof ApiError
    ? error.facts
    : serviceError('InternalServerException', `Internal error of the simulator: ${String(error)}`).facts;
}
