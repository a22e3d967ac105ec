/** Reads a fault from JSON. Input may be written by hand, so every error is reported and nothing is guessed. */
import { type Fault, type FaultKind } from '../faults/fault';
import { isJsonObject, type JsonObject } from '../http/input';
import { isOperationName, isReadOperation, type OperationName, type ReadOperation } from '../model/operations';
import { ControlError, flag, text, texts, wholeNumber } from './controlInput';

type FaultReader = (json: JsonObject) => Fault;

const READERS: Record<FaultKind, FaultReader> = {
  error: (json) => ({
    kind: 'error',
    ...commonMembers(json),
    status: wholeNumber(json, 'status') ?? 500,
    errorType: text(json, 'errorType') ?? 'InternalServerException',
    message: text(json, 'message'),
    fromAuthLayer: flag(json, 'fromAuthLayer'),
  }),
  invalidJson: (json) => ({ kind: 'invalidJson', ...commonMembers(json) }),
  missingMembers: (json) => ({ kind: 'missingMembers', ...commonMembers(json), members: texts(json, 'members') ?? [] }),
  htmlPage: (json) => ({ kind: 'htmlPage', ...commonMembers(json), status: wholeNumber(json, 'status') }),
  hang: (json) => ({ kind: 'hang', ...commonMembers(json) }),
  down: (json) => ({ kind: 'down', ...commonMembers(json) }),
  failedQuery: (json) => ({
    kind: 'failedQuery',
    ...timing(json),
    operation: readOperation(json),
    metricName: text(json, 'metricName'),
    destinationCategory: text(json, 'destinationCategory'),
  }),
};

/** Returns the fault, or throws a ControlError. */
export function readFault(json: unknown): Fault {
  if (!isJsonObject(json)) {
    throw new ControlError('A fault must be an object');
  }
  const { kind } = json;
  const read = Object.entries(READERS).find(([known]) => known === kind)?.[1];
  if (!read) {
    throw new ControlError(`Unknown kind of fault: ${String(kind)}. Kinds: ${Object.keys(READERS).join(', ')}`);
  }
  return read(json);
}

function timing(json: JsonObject) {
  return { skip: wholeNumber(json, 'skip'), count: wholeNumber(json, 'count') };
}

function commonMembers(json: JsonObject) {
  return { ...timing(json), operation: operationName(json) };
}

function operationName(json: JsonObject): OperationName | undefined {
  const name = text(json, 'operation');
  if (name !== undefined && !isOperationName(name)) {
    throw new ControlError(`Unknown operation: ${name}`);
  }
  return name;
}

function readOperation(json: JsonObject): ReadOperation | undefined {
  const name = operationName(json);
  if (name !== undefined && !isReadOperation(name)) {
    throw new ControlError(`${name} does not start a query`);
  }
  return name;
}
