/** The control API of the flow API over HTTP: GET returns the state, POST changes it and returns it. */
import { type RequestListener } from 'node:http';
import { type Answer, jsonAnswer } from '../http/answer';
import { isJsonObject } from '../http/input';
import { readBody } from '../http/readBody';
import { send } from '../http/send';
import { ControlError } from './controlInput';
import { type FlowApiControl } from './flowApiControl';
import { readFault } from './readFault';
import { readOptions } from './readOptions';

/**
 * Answers one request. The body of a POST is `{options?, faults?, resetStatistics?}`: only the given options change,
 * the given faults replace all current ones, and an invalid body changes nothing.
 */
function answerControl(control: FlowApiControl, method: string, body: string): Answer {
  try {
    switch (method) {
      case 'GET':
        return jsonAnswer(200, control.state());
      case 'POST':
        applyChanges(control, body);
        return jsonAnswer(200, control.state());
      default:
        return jsonAnswer(405, { message: 'GET or POST' });
    }
  } catch (error) {
    if (error instanceof ControlError) {
      return jsonAnswer(400, { message: error.message });
    }
    throw error;
  }
}

const MEMBERS = ['options', 'faults', 'resetStatistics'];

function applyChanges(control: FlowApiControl, body: string): void {
  const changes = parse(body);
  const unknown = isJsonObject(changes) ? Object.keys(changes).find((member) => !MEMBERS.includes(member)) : undefined;
  if (!isJsonObject(changes) || unknown !== undefined) {
    throw new ControlError(`The body must be an object with the optional members ${MEMBERS.join(', ')}`);
  }
  const { options = {}, faults, resetStatistics } = changes;
  if (faults !== undefined && !Array.isArray(faults)) {
    throw new ControlError('faults must be a list');
  }
  const newOptions = readOptions(options);
  const newFaults = faults?.map(readFault);
  control.setOptions(newOptions);
  if (newFaults) {
    control.setFaults(newFaults);
  }
  if (resetStatistics === true) {
    control.resetStatistics();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlError('The body must be JSON');
  }
}

/** The control API as a request handler of a Node.js HTTP server. */
export function createControlListener(control: FlowApiControl): RequestListener {
  return (request, response) => {
    readBody(request)
      .then((body) => send(answerControl(control, request.method ?? 'GET', body.toString()), response))
      .catch(() => response.destroy());
  };
}
