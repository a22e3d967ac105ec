/** A client that knows only the model of the API: it puts each member where the model says. */
import { isJsonObject, type JsonObject } from '../http/input';
import { modelOperation, shapeOf } from './apiModel';
import { exchange, type HttpAnswer, type HttpRequest } from './httpExchange';

/** A response with its parsed body. */
export interface ApiAnswer extends HttpAnswer {
  /** The body if it is a JSON object; an empty object otherwise. */
  body: JsonObject;
}

/** Calls an operation on a local port. */
export async function callOperation(port: number, operation: string, input: JsonObject = {}): Promise<ApiAnswer> {
  const answer = await exchange(port, requestFor(operation, input));
  return { ...answer, body: parseObject(answer.text) };
}

/** The HTTP request of an operation with an input. */
function requestFor(operation: string, input: JsonObject): HttpRequest {
  const { http, input: inputReference } = modelOperation(operation);
  const members = shapeOf(inputReference).members ?? {};
  const query = new URLSearchParams();
  const body: JsonObject = {};
  let path = http.requestUri;
  for (const [name, value] of Object.entries(input)) {
    const { location, locationName = name } = members[name] ?? {};
    if (location === 'uri') {
      path = path.replace(`{${locationName}}`, encodeURIComponent(String(value)));
    } else if (location === 'querystring') {
      query.append(locationName, String(value));
    } else {
      body[name] = value;
    }
  }
  const search = query.size > 0 ? `?${query}` : '';
  const hasBody = http.method === 'POST' || http.method === 'PATCH';
  return { method: http.method, path: `${path}${search}`, body: hasBody ? JSON.stringify(body) : undefined };
}

function parseObject(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
